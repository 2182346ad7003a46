-- Recordings of BENCH_VIDEO_BYTES, of BENCH_PEOPLE people in turn.
local people, edge = tonumber(os.getenv("BENCH_PEOPLE")), "pilotlight-bench"
local recording = "\0\0\0\24ftypmp42\0\0\0\0mp42isom" .. string.rep("x", tonumber(os.getenv("BENCH_VIDEO_BYTES")))
local requests, at = {}, 0

local function part(name, rest, content)
    return "--" .. edge .. '\r\nContent-Disposition: form-data; name="' .. name .. '"' .. rest .. "\r\n\r\n" .. content .. "\r\n"
end

function init()
    for person = 1, people do
        local body = part("user_id", "", "u" .. person)
            .. part("video", '; filename="checkin.mp4"\r\nContent-Type: video/mp4', recording)
            .. "--" .. edge .. "--\r\n"
        local headers = { ["Content-Type"] = "multipart/form-data; boundary=" .. edge }
        requests[person] = wrk.format("POST", "/video/submit", headers, body)
    end
end

function request()
    at = at % people + 1
    return requests[at]
end
