-- One place in a limit that many machines share: the generic cell rate algorithm, in one step.
-- All times are microseconds, and "now" is the server's, so that the clocks of the machines do not matter.
--
-- KEYS[1]  the moment at which the bucket is empty again, and the moment at which that was written
-- ARGV[1]  time between two calls
-- ARGV[2]  how far ahead of now the first may be for a call without a wait
-- ARGV[3]  the longest wait that is worth it
--
-- Returns 1 and the wait for the place that was taken, or 0 and the wait that was too long.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local interval, ahead, patience = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])

-- Lua would write numbers of this length with an exponent. An empty bucket need not be kept.
local function keep(fill)
  local kept = string.format('%.0f %.0f', now + fill, now)
  redis.call('SET', KEYS[1], kept, 'PX', math.ceil(fill / 1000))
end

local kept = redis.pcall('GET', KEYS[1])
if type(kept) == 'table' and not string.find(kept.err, 'WRONGTYPE', 1, true) then
  return kept
end
-- How long the bucket takes to be empty, and whether what is kept must be written anew.
local fill, is_repaired = 0, false
if type(kept) == 'string' then
  local empty_at, written_at = string.match(kept, '^(%d+) (%d+)$')
  if empty_at then
    empty_at, written_at = tonumber(empty_at), tonumber(written_at)
    -- A moment of writing that is yet to come shows that the clock was set back: time cannot have passed since.
    is_repaired = written_at > now
    fill = empty_at - math.max(written_at, now)
  else
    -- Something else wrote it: of a number no more than a full bucket is believed, and of anything else nothing.
    local number = tonumber(kept)
    is_repaired = true
    if number and number == number then
      fill = math.min(number - now, ahead + interval)
    end
  end
  fill = math.max(fill, 0)
end
local wait = math.max(fill - ahead, 0)
if wait > patience then
  if is_repaired then
    keep(fill)
  end
  return {0, wait}
end
keep(fill + interval)
return {1, wait}
