-- Asks for companies' pages drawn at random from a file with a UNP a line, and counts what was not
-- answered rightly.

local requests = {}

function init(args)
  for unp in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("GET", "/register/" .. unp)
  end
  -- The same draw for all that is compared.
  math.randomseed(7)
end

function request()
  return requests[math.random(#requests)]
end

function done(summary)
  local e = summary.errors
  local failed = e.connect + e.read + e.write + e.status + e.timeout
  io.write(string.format("counted requests=%d microseconds=%d failed=%d\n", summary.requests, summary.duration, failed))
end
