-- One place in a limit that many machines share: the generic cell rate algorithm, in one step.
-- All times are microseconds, and "now" is the server's, so that the clocks of the machines do not matter.
--
-- KEYS[1]  the moment at which the bucket is empty again
-- ARGV[1]  time between two calls
-- ARGV[2]  how far ahead of now that moment may be for a call without a wait
-- ARGV[3]  the longest wait that is worth it
--
-- Returns 1 and the wait for the place that was taken, or 0 and the wait that was too long.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local interval, ahead, patience = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local empty_at = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now)
local wait = math.max(empty_at - ahead - now, 0)
if wait > patience then
  return {0, wait}
end
empty_at = empty_at + interval
-- Lua would write a number of this length with an exponent. An empty bucket need not be kept.
redis.call('SET', KEYS[1], string.format('%.0f', empty_at), 'PX', math.ceil((empty_at - now) / 1000))
return {1, wait}
