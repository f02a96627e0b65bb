-- Changes enterprises, each once, naming the version that it was registered with.
dofile(os.getenv("HEALTHPARK_BENCH_LOADS") .. "/common.lua")

local ids = {}
for id in io.lines(os.getenv("HEALTHPARK_BENCH_IDS")) do ids[#ids + 1] = id end

function request()
  next_mark()
  return wrk.format("PATCH", path .. "/" .. ids[sent], {
    ["Authorization"] = "Bearer " .. key, ["Content-Type"] = "application/merge-patch+json", ["If-Match"] = '"1"',
  }, '{"industryCode":"7340"}')
end
