//! The rules for a base URL: which strings are valid, and their canonical form, which every HTTP client leaves
//! unchanged.
//!
//! The macros and the runtime have identical copies of this file, as of `path_rule.rs`: `api!` refuses at compile time
//! what a client refuses when it is built, in the same words.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::path_rule;

/// Returns the canonical form of a base URL: scheme and host in lower case, without the scheme's default port and
/// without a trailing slash. `http` is refused except for loopback addresses and hosts that may be called without TLS.
///
/// The error is the whole message. It never contains what precedes an `@`, which may be a password.
pub(crate) fn canonical(url: &str, may_be_plain: impl Fn(&str) -> bool) -> Result<String, String> {
    let shown = url.rsplit_once('@').map_or_else(|| url.to_owned(), |(_, host)| format!("…@{host}"));
    let shown: String = shown.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    read(url, may_be_plain).map_err(|problem| {
        // A password that contains `/` reads as a host, a port and a path, which must not be shown as the problem.
        let problem = if url.contains('@') { String::from("contains a user; remove it") } else { problem };
        format!("the base URL `{shown}` {problem}")
    })
}

fn read(url: &str, may_be_plain: impl Fn(&str) -> bool) -> Result<String, String> {
    if url.trim() != url {
        return Err(String::from("begins or ends with a blank; remove it"));
    }
    let Some((scheme, rest)) = url.split_once("://") else {
        return Err(format!("has no scheme; write `https://{}`", if url.is_empty() { "host" } else { url }));
    };
    let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
    if authority.contains('@') {
        return Err(String::from("contains a user; remove it"));
    }
    check_characters(url)?;
    let (host, port) = split(authority)?;
    let host = canonical_host(host)?;
    let scheme = scheme.to_ascii_lowercase();
    let usual_port = match scheme.as_str() {
        "https" => 443,
        "http" if is_loopback(&host) || may_be_plain(&host) => 80,
        "http" => {
            return Err(String::from("is not encrypted; use `https` (`http` is for loopback addresses only)"));
        }
        _ => return Err(format!("has the scheme `{scheme}`; use `https`")),
    };
    let port = port.map(read_port).transpose()?.filter(|port| *port != usual_port);
    let port = port.map_or_else(String::new, |port| format!(":{port}"));
    let path = path.strip_suffix('/').unwrap_or(path);
    check_path(path)?;
    Ok(format!("{scheme}://{host}{port}{path}"))
}

/// Checks for what a base URL cannot contain anywhere.
fn check_characters(url: &str) -> Result<(), String> {
    if let Some((_, after)) = url.split_once('{') {
        let name = after.split(['}', '/']).next().unwrap_or_default();
        return Err(format!(
            "contains the placeholder `{{{name}}}`, but a base URL has no parameters; write one host, and pass another \
             base URL where the client is built"
        ));
    }
    match url.chars().find(|&character| character.is_control() || "\\?#".contains(character)) {
        Some('?' | '#') => Err(String::from("contains a query or a fragment; remove it")),
        Some('\\') => Err(String::from("contains `\\`; write `/`")),
        Some(character) => Err(format!("contains {character:?}; remove it")),
        None => Ok(()),
    }
}

/// Splits an authority into host and port.
fn split(authority: &str) -> Result<(&str, Option<&str>), String> {
    let after_address = authority.rfind(']').unwrap_or(0);
    let (host, port) = match authority.get(after_address..).and_then(|rest| rest.find(':')) {
        Some(colon) => {
            let (host, port) = authority.split_at_checked(after_address + colon).unwrap_or((authority, ""));
            (host, port.strip_prefix(':'))
        }
        None => (authority, None),
    };
    if port.is_some_and(|port| port.contains(':')) {
        return Err(String::from("has more than one `:` in its host; write an IPv6 address in brackets, as `[::1]`"));
    }
    if host.is_empty() {
        return Err(String::from("has no host; write `https://host`"));
    }
    Ok((host, port))
}

fn read_port(port: &str) -> Result<u16, String> {
    let is_number = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    match port.parse() {
        Ok(number) if is_number && number > 0 => Ok(number),
        _ => Err(format!("has the port `{port}`; a port is a number from 1 to 65535")),
    }
}

fn canonical_host(host: &str) -> Result<String, String> {
    if let Some(address) = host.strip_prefix('[') {
        let address = address.strip_suffix(']').and_then(|address| address.parse::<Ipv6Addr>().ok());
        return match address {
            Some(address) if address.to_ipv4_mapped().is_some() => {
                Err(String::from("has an IPv4 address in IPv6 form; write the IPv4 address"))
            }
            Some(address) => Ok(format!("[{address}]")),
            None => Err(format!("has the host `{host}`, which is not an IPv6 address")),
        };
    }
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "-._".contains(character);
    match host.chars().find(|&character| !is_plain(character)) {
        Some(character) if !character.is_ascii() => {
            return Err(format!("has {character:?} in its host; write the ASCII form of the host, `xn--…`"));
        }
        Some(character) => return Err(format!("has {character:?} in its host; remove it")),
        None => {}
    }
    let name = host.strip_suffix('.').unwrap_or(host);
    if name.split('.').any(str::is_empty) {
        return Err(String::from("has an empty label in its host; remove a `.`"));
    }
    // A host that ends in a number is an address, which URL parsers write as four decimal numbers.
    let last = name.rsplit('.').next().unwrap_or_default();
    let hexadecimal = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
    let is_number = last.bytes().all(|byte| byte.is_ascii_digit())
        || hexadecimal.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if is_number && host.parse::<Ipv4Addr>().is_err() {
        return Err(format!("has the host `{host}`, which is not an IPv4 address; write four numbers from 0 to 255"));
    }
    Ok(host.to_ascii_lowercase())
}

fn check_path(path: &str) -> Result<(), String> {
    if path.is_empty() {
        return Ok(());
    }
    path_rule::check(path)
        .map_err(|(problem, at)| format!("has an invalid path: {}", path_rule::explain(path, problem, at)))?;
    if path.contains("//") || path.ends_with('/') {
        return Err(String::from("has an empty segment in its path; remove a `/`"));
    }
    Ok(())
}

/// Returns whether the host of a URL is this machine, whatever the resolver says.
pub(crate) fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}
