-- BENCH_PATH of random people out of BENCH_PEOPLE.
local people, path = tonumber(os.getenv("BENCH_PEOPLE")), os.getenv("BENCH_PATH")
local requests, threads = {}, 0

function setup(thread)
    threads = threads + 1
    thread:set("number", threads)
end

function init()
    math.randomseed(os.time() + number)
    for person = 1, people do
        requests[person] = wrk.format("GET", path .. "u" .. person)
    end
end

function request()
    return requests[math.random(people)]
end
