-- Check-ins by app of BENCH_PEOPLE people, in turn, from a random one on.
local texts = {
    "had a lovely slow morning, feeling rested",
    "busy day, some meetings, looking forward to the evening",
    "tired and a bit worried about the deadline",
    "ok I guess. slept badly again, but the walk at noon helped and my team is great",
    "I have been working on this project for weeks and I am so tired of the endless meetings that nobody needs",
}
local people = tonumber(os.getenv("BENCH_PEOPLE"))
local requests, at, threads = {}, 0, 0

function setup(thread)
    threads = threads + 1
    thread:set("number", threads)
end

function init()
    math.randomseed(os.time() + number)
    for person = 1, people do
        local body = string.format(
            '{"user_id":"u%d","stimulus_id":"calm_01","response_text":"%s","typing_wpm":%.1f,"error_rate":%d}',
            person, texts[math.random(#texts)], 30 + 30 * math.random(), math.random(0, 8))
        requests[person] = wrk.format("POST", "/response/submit", { ["Content-Type"] = "application/json" }, body)
    end
    at = math.random(people)
end

function request()
    at = at % people + 1
    return requests[at]
end
