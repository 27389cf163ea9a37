//! Schemes of clouds and platforms, written from what is known of each vendor's rule, which the address beside it describes;
//! not every page was read again. `published` marks signatures that the vendors print; others were computed with another
//! program from the same string.
#![allow(clippy::unwrap_used, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::time::Duration;

use countersign::Credentials;
use countersign::scheme::*;
use countersign_tests::vendors::signed;

const AT: u64 = 1_700_000_000;

fn request(method: &str, url: &str) -> Request {
    Request::new(method, url).unwrap()
}

fn account() -> Credentials {
    Credentials::new("key", "sesame").unwrap()
}

/// <https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature>, published.
#[test]
fn alibaba_cloud_acs3() {
    let own = ["action", "content-sha256", "date", "security-token", "signature-nonce", "version"];
    let names = ["content-type", "host"].map(String::from).into_iter().chain(own.map(|name| format!("x-acs-{name}")));
    let (covered, hash) = (signed_headers(names), body().sha256().hex());
    let query = query_pairs().percent_encoded().sorted().pairs("=", "&");
    let canonical = lines((method(), path(), query, covered.pairs(":", "\n"), "", covered.names(";"), &hash));
    let text = lines(("ACS3-HMAC-SHA256", canonical.sha256().hex()));
    let sent = fields(",").after("ACS3-HMAC-SHA256 ").with("Credential", key_id());
    let sent = sent.with("SignedHeaders", covered.names(";")).with("Signature", signature());
    let scheme = Scheme::new(text.hmac_sha256(secret()).hex()).header("x-acs-content-sha256", hash);
    let scheme = scheme.header("x-acs-date", time(TimeFormat::Iso8601)).header("x-acs-signature-nonce", nonce());
    let scheme = scheme.header("x-acs-security-token", credential("token").optional()).header("authorization", sent);
    let credentials = Credentials::new("YourAccessKeyId", "YourAccessKeySecret").unwrap();
    let image = "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai";
    let request = request("POST", &format!("https://ecs.cn-shanghai.aliyuncs.com/?{image}"));
    let request =
        request.header("x-acs-action", "RunInstances").unwrap().header("x-acs-version", "2014-05-26").unwrap();
    let fresh = (1_698_315_752, "3156853299f313e23d1673dc12e1703d");
    let signature = signed(scheme.remembers(nonce()), request, &credentials, fresh, "method path query x-acs-action");
    assert_eq!(signature, "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
}

/// <https://www.alibabacloud.com/help/en/oss/developer-reference/include-signatures-in-the-authorization-header>
#[test]
fn alibaba_oss_version_1() {
    let now = time(TimeFormat::HttpDate);
    let [md5, kind] = ["content-md5", "content-type"].map(|name| header(name).optional());
    let own = headers_starting("x-oss-").pairs(":", "\n").followed_by("\n");
    let asked = query_pairs().only(["acl", "partNumber", "uploadId", "uploads"]).sorted().bare_when_empty();
    let resource = "/" + host().until(".") + path() + asked.pairs("=", "&").preceded_by("?");
    let text = lines((method(), md5, kind, &now, own + resource));
    let scheme = Scheme::new(text.hmac_sha1(secret()).base64())
        .header("date", now)
        .header("authorization", "OSS " + key_id() + ":" + signature());
    let credentials = Credentials::new("44CF9590006BF252F707", "OtxrzxIsfpFjA7SwPzILwy8Bw21TLhquhboDYROV").unwrap();
    let request = request("PUT", "https://oss-example.oss-cn-hangzhou.aliyuncs.com/nelson")
        .header("content-md5", "ODBGOERFMDMzQTczRUY3NUE3NzA5QzdFNUYzMDQxNEM=")
        .unwrap()
        .header("content-type", "text/html")
        .unwrap()
        .header("x-oss-meta-author", "foo@example.com")
        .unwrap()
        .header("x-oss-magic", "abracadabra")
        .unwrap();
    let signature = signed(scheme, request, &credentials, (1_132_253_398, ""), "path content-type x-oss-magic");
    assert_eq!(signature, "fV5fq7DPwNbrrig7nvUSZIVyruI=");
}

/// <https://www.alibabacloud.com/help/en/oss/developer-reference/recommend-to-use-signature-version-4>
#[test]
fn alibaba_oss_version_4() {
    let (now, day) = (time(TimeFormat::Iso8601Basic), time(TimeFormat::Iso8601Basic).first(8));
    let steps = (day, "cn-hangzhou", "oss", "aliyun_v4_request");
    let scope = join("/", &steps);
    // Only the headers that need not be signed are listed.
    let more = signed_headers(["content-disposition", "host"]);
    let all = headers(["content-md5", "content-type"]).and(headers_starting("x-oss-")).and(&more).sorted();
    let query = query_pairs().percent_encoded().sorted().bare_when_empty().pairs("=", "&");
    let (resource, headers, listed) = ("/" + host().until(".") + path(), all.pairs(":", "\n"), more.names(";"));
    let canonical = lines((method(), resource, query, headers, "", &listed, "UNSIGNED-PAYLOAD"));
    let text = lines(("OSS4-HMAC-SHA256", &now, &scope, canonical.sha256().hex()));
    let sent = fields(",").after("OSS4-HMAC-SHA256 ").with("Credential", key_id() + "/" + scope);
    let sent = sent.with("AdditionalHeaders", listed).with("Signature", signature());
    let key = derived(Hash::Sha256, "aliyun_v4" + secret(), &steps);
    let scheme = Scheme::new(text.hmac_sha256(key).hex())
        .header("x-oss-content-sha256", "UNSIGNED-PAYLOAD")
        .header("x-oss-date", now)
        .header("authorization", sent);
    let request = request("PUT", "https://examplebucket.oss-cn-hangzhou.aliyuncs.com/exampleobject")
        .header("content-disposition", "attachment")
        .unwrap()
        .header("content-md5", "eB5eJF1ptWaXm4bijSPyxw==")
        .unwrap()
        .header("content-type", "text/html")
        .unwrap()
        .header("x-oss-meta-author", "alice")
        .unwrap()
        .header("x-oss-meta-magic", "abracadabra")
        .unwrap();
    let covered = "method path query content-disposition content-type x-oss-meta-author";
    let signature = signed(scheme, request, &account(), (1_744_353_684, ""), covered);
    assert_eq!(signature, "b3d9f4febb14405713f716a7665580c38ad63550380754911c5cdcec1c6549aa");
}

/// <https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm.html>
#[test]
fn huawei_cloud() {
    let (now, covered) = (time(TimeFormat::Iso8601Basic), signed_headers(["content-type", "host", "x-sdk-date"]));
    let query = query_pairs().percent_encoded().sorted().pairs("=", "&");
    let (path, headers, listed) = (path().ending_with("/"), covered.pairs(":", "\n"), covered.names(";"));
    let canonical = lines((method(), path, query, headers, "", &listed, body().sha256().hex()));
    let text = lines(("SDK-HMAC-SHA256", &now, canonical.sha256().hex()));
    let sent = fields(", ").after("SDK-HMAC-SHA256 ").with("Access", key_id());
    let sent = sent.with("SignedHeaders", listed).with("Signature", signature());
    let scheme = Scheme::new(text.hmac_sha256(secret()).hex()).header("x-sdk-date", now).header("authorization", sent);
    let credentials = Credentials::new("QTWAOYTTINDUT2QVKYUC", "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc").unwrap();
    let url = "https://service.region.example.com/v1/books?limit=2&marker=13551d6b-755d-4757-b956-536f674975c0";
    let request = request("GET", url).header("content-type", "application/json").unwrap();
    let signature = signed(scheme, request, &credentials, (1_573_789_015, ""), "method path query content-type");
    assert_eq!(signature, "3e134cb0a2d5c60266815cc91d98cc6348731f540a6e1011dbe30fcbdd5692a8");
}

/// <https://cloud.baidu.com/doc/Reference/s/njwvz1yfu>
#[test]
fn baidu_cloud() {
    let now = time(TimeFormat::Iso8601);
    let covered = signed_headers(["content-length", "content-md5", "content-type", "host", "x-bce-date"]);
    let prefix = join("/", ("bce-auth-v1", key_id(), &now, "1800"));
    let query = query_pairs().except(["authorization"]).percent_encoded().sorted().pairs("=", "&");
    let text = lines((method(), path(), query, covered.percent_encoded().sorted().pairs(":", "\n")));
    let scheme = Scheme::new(text.hmac_sha256(prefix.hmac_sha256(secret()).hex()).hex())
        .header("x-bce-date", now)
        .header("authorization", join("/", (prefix, covered.names(";"), signature())))
        .max_age(Duration::from_secs(1_800));
    let credentials = Credentials::new("aaaaaaaabbbbbbbbccccccccdddddddd", "00000000111111112222222233333333").unwrap();
    let url =
        "https://bj.bcebos.com/v1/test/myfolder/readme.txt?partNumber=9&uploadId=a44cc9bab11cbd156984767aad637851";
    let request = request("PUT", url)
        .bytes("Example\n")
        .header("content-type", "text/plain")
        .unwrap()
        .header("content-length", "8")
        .unwrap()
        .header("content-md5", "NFzcPqhviddjRNnSOGo4rw==")
        .unwrap();
    let signature = signed(scheme, request, &credentials, (1_430_123_029, ""), "method path query content-md5");
    assert_eq!(signature, "aacf2722044ef0bc1ff1c147e1f2c67c9ebae6cc6784a848f23b6bbabcaa80c4");
}

const MOVE: &str = "https://rs.qiniu.com/move/bmV3ZG9jczpmaW5kX21hbi50eHQ=/bmV3ZG9jczpmaW5kLm1hbi50eHQ=";

/// <https://developer.qiniu.com/kodo/manual/6671/historical-document-management-certificate>, published.
#[test]
fn qiniu_qbox() {
    // Of the bodies, only forms are signed.
    let form = form_pairs().names(",").then(body());
    let text = path_and_query() + "\n" + form;
    let scheme = Scheme::new(text.hmac_sha1(secret()).base64url())
        .header("authorization", "QBox " + key_id() + ":" + signature());
    let credentials = Credentials::new("MY_ACCESS_KEY", "MY_SECRET_KEY").unwrap();
    let signature = signed(scheme.clone(), request("POST", MOVE), &credentials, (AT, ""), "path query");
    assert_eq!(signature, "FXsYh0wKHYPEsIAgdPD9OfjkeEM=");
    let form = request("POST", MOVE).form([("a", "1")]);
    assert_ne!(signed(scheme.clone(), form, &credentials, (AT, ""), "path body"), signature);
    assert_eq!(signed(scheme, request("POST", MOVE).json("{}"), &credentials, (AT, ""), "path"), signature);
}

/// <https://developer.qiniu.com/kodo/1201/access-token>
#[test]
fn qiniu() {
    let kind = header("content-type").optional().preceded_by("\nContent-Type: ");
    let text = method() + " " + path_and_query() + "\nHost: " + host() + kind + "\n\n" + body();
    let scheme = Scheme::new(text.hmac_sha1(secret()).base64url())
        .header("authorization", "Qiniu " + key_id() + ":" + signature());
    let credentials = Credentials::new("MY_ACCESS_KEY", "MY_SECRET_KEY").unwrap();
    let request = request("POST", MOVE).json(r#"{"a":1}"#);
    let signature = signed(scheme, request, &credentials, (AT, ""), "method path query content-type body");
    assert_eq!(signature, "qjtM-EZ6TGq1fV_IVzkJQZGsb1Q=");
}

/// <https://developer.qiniu.com/kodo/1208/upload-token>
#[test]
fn qiniu_upload() {
    let deadline = time_after(Duration::from_secs(3_600), TimeFormat::UnixSeconds);
    let policy = r#"{"scope":""# + identifier("scope") + r#"","deadline":"# + deadline + "}";
    let policy = policy.base64url();
    let scheme =
        Scheme::new(policy.hmac_sha1(secret()).base64url()).form("token", join(":", (key_id(), signature(), policy)));
    let credentials = Credentials::new("MY_ACCESS_KEY", "MY_SECRET_KEY").unwrap();
    let credentials = credentials.with("scope", "my-bucket:sunflower.jpg").unwrap();
    let request = request("POST", "https://up.qiniup.com/").form([("key", "sunflower.jpg")]);
    assert_eq!(signed(scheme, request, &credentials, (1_451_487_600, ""), ""), "DBQNyXcLE40OV3U9xHEWA-AMlcU=");
}

/// <https://help.upyun.com/knowledge-base/object_storage_authorization/>
#[test]
fn upyun() {
    let now = time(TimeFormat::HttpDate);
    let text = join("&", (method(), path_and_query(), &now)) + header("content-md5").optional().preceded_by("&");
    let scheme = Scheme::new(text.hmac_sha1(secret().md5().hex()).base64())
        .header("date", now)
        .header("authorization", "UPYUN " + key_id() + ":" + signature());
    let credentials = Credentials::new("operator123", "password123").unwrap();
    let request = request("PUT", "https://v0.api.upyun.com/upyun-temp/demo.jpg");
    let signature = signed(scheme, request, &credentials, (1_478_701_618, ""), "method path query");
    assert_eq!(signature, "LP9tNMHoXV5+pMdlNycUEL3aTic=");
}

/// <https://techdocs.akamai.com/developer/docs/edgegrid>, published with the clients.
#[test]
fn akamai_edgegrid() {
    let now = time(TimeFormat::pattern("%Y%m%dT%H:%M:%S+0000"));
    let sent = "EG1-HMAC-SHA256 client_token=" + key_id() + ";access_token=" + identifier("access_token");
    let sent = sent + ";timestamp=" + &now + ";nonce=" + nonce() + ";";
    let hash = method().only_if("POST").then(body().then(body().first(131_072).sha256().base64()));
    let text = join("\t", (method(), origin().until(":"), host(), path_and_query(), "", hash, &sent));
    let scheme = Scheme::new(text.hmac_sha256(now.hmac_sha256(secret()).base64()).base64())
        .header("authorization", sent + "signature=" + signature())
        .remembers(nonce());
    let secret = format!("{}=", "x".repeat(43));
    let credentials = Credentials::new("akab-client-token-xxx-xxxxxxxxxxxxxxxx", &secret).unwrap();
    let credentials = credentials.with("access_token", "akab-access-token-xxx-xxxxxxxxxxxxxxxx").unwrap();
    for (method, path, body, covered, expected) in [
        ("GET", "/", "", "method path query", "tL+y4hxyHxgWVD30X3pWnGKHcPzmrIF+LThiAOhMxYU="),
        (
            "POST",
            "/testapi/v1/t3",
            "datadatadatadatadatadatadatadata",
            "path body",
            "hXm4iCxtpN22m4cbZb4lVLW5rhX8Ca82vCFqXzSTPe4=",
        ),
        ("PUT", "/testapi/v1/t6", "PUT test data", "method path", "GNBWEYSEWOLtu+7dD52da2C39aX/Jchpon3K/AmBqBU="),
    ] {
        let url = format!("https://akaa-baseurl-xxxxxxxxxxx-xxxxxxxxxxxxx.luna.akamaiapis.net{path}");
        let fresh = (1_395_430_461, "nonce-xx-xxxx-xxxx-xxxx-xxxxxxxxxxxx");
        let signature = signed(scheme.clone(), request(method, &url).bytes(body), &credentials, fresh, covered);
        assert_eq!(signature, expected, "{method}");
    }
}

/// <https://www.xfyun.cn/doc/asr/voicedictation/API.html>
#[test]
fn iflytek() {
    let now = time(TimeFormat::HttpDate);
    let text = lines(("host: " + host(), "date: " + &now, method() + " " + path() + " HTTP/1.1"));
    let sent = fields(", ").quoted().with("api_key", key_id()).with("algorithm", "hmac-sha256");
    let sent = sent.with("headers", "host date request-line").with("signature", signature());
    let scheme = Scheme::new(text.hmac_sha256(secret()).base64())
        .query("authorization", sent.into_text().base64())
        .query("date", now)
        .query("host", host());
    let signature =
        signed(scheme, request("GET", "https://ws-api.xfyun.cn/v2/iat"), &account(), (AT, ""), "method path");
    assert_eq!(signature, "iETvYaiwQ5wq4L8K2QieA2r2DyoYKVlZ8dc8uTmjMvs=");
}

/// <https://lbsyun.baidu.com/faq/api?title=webapi/appendix>, published.
#[test]
fn baidu_maps() {
    let scheme = Scheme::new((path_and_query() + secret()).form_encoded().md5().hex())
        .query("ak", key_id())
        .query("sn", signature());
    let url = "https://api.map.baidu.com/geocoder/v2/?address=%E7%99%BE%E5%BA%A6%E5%A4%A7%E5%8E%A6&output=json";
    let credentials = Credentials::new("yourak", "yoursk").unwrap();
    let signature = signed(scheme, request("GET", url), &credentials, (AT, ""), "path query");
    assert_eq!(signature, "7de5a22212ffaa9e326444c75a58f9a0");
}

/// <https://developer.tuya.com/en/docs/iot/new-singnature?id=Kbw0q34cs2e5g>
#[test]
fn tuya() {
    let (now, token) = (time(TimeFormat::UnixMillis), credential("access_token").optional());
    let url = path() + query_pairs().sorted().pairs("=", "&").preceded_by("?");
    let text = key_id() + &token + &now + nonce() + lines((method(), body().sha256().hex(), "", url));
    let scheme = Scheme::new(text.hmac_sha256(secret()).upper_hex())
        .header("client_id", key_id())
        .header("access_token", token)
        .header("t", now)
        .header("nonce", nonce())
        .header("sign_method", "HMAC-SHA256")
        .header("sign", signature());
    let credentials = account().with("access_token", "tok").unwrap();
    let request = request("GET", "https://openapi.tuyacn.com/v2.0/apps/schema/users?page_size=50&page_no=1");
    let signature = signed(scheme, request, &credentials, (AT, "abcd"), "method path query");
    assert_eq!(signature, "A7D668F8E1D81AEE548E4381233C4A0196063C9D5DE8358F05B1629DB314CA52");
}

/// <https://cloud.tencent.com/document/api/213/15693>, the API before version 3.
#[test]
fn tencent_cloud_version_2() {
    let text = method() + host() + path() + "?" + parameters().sorted().pairs("=", "&");
    // A number without leading zeros.
    let nonce = nonce_of("123456789", 9);
    let scheme = Scheme::new(text.hmac_sha256(secret()).base64())
        .parameter("SecretId", key_id())
        .parameter("Nonce", &nonce)
        .parameter("Timestamp", time(TimeFormat::UnixSeconds))
        .parameter("SignatureMethod", "HmacSHA256")
        .parameter("Signature", signature())
        .remembers(nonce);
    let request = request("GET", "https://cvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&Region=gz");
    let signature = signed(scheme, request, &account(), (AT, "345122"), "method path query");
    assert_eq!(signature, "eRHGn5oLeG3MvW/gX7C7608RceCaAArVjeEt5haRJAY=");
}
