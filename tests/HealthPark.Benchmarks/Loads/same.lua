-- Asks for the same again and again.
dofile(os.getenv("HEALTHPARK_BENCH_LOADS") .. "/common.lua")

function request()
  next_mark()
  return wrk.format("GET", path, reading)
end
