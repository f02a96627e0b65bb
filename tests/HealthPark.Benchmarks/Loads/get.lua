-- Reads enterprises by id, one after the other.
dofile(os.getenv("HEALTHPARK_BENCH_LOADS") .. "/common.lua")

local ids = {}
for id in io.lines(os.getenv("HEALTHPARK_BENCH_IDS")) do ids[#ids + 1] = id end

function request()
  next_mark()
  return wrk.format("GET", path .. "/" .. ids[sent % #ids + 1], reading)
end
