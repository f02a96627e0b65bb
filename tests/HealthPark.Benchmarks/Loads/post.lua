-- Registers enterprises, each another one, each under a key of its own.
dofile(os.getenv("HEALTHPARK_BENCH_LOADS") .. "/common.lua")

function request()
  local mark = next_mark()
  return wrk.format("POST", path, {
    ["Authorization"] = "Bearer " .. key, ["Content-Type"] = "application/json", ["Idempotency-Key"] = mark,
  }, '{"name":"示例压测企业' .. mark .. '","direction":"digital-medicine","zone":"life-science-innovation-pole","landedOn":"2026-06-01"}')
end
