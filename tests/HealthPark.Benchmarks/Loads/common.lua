-- What every load has: the address and the key come from the environment, and each wrk thread counts for itself.
key = os.getenv("HEALTHPARK_BENCH_KEY")
run = os.getenv("HEALTHPARK_BENCH_RUN") -- a mark of this run, so that no run repeats what another has sent
path = os.getenv("HEALTHPARK_BENCH_PATH")
reading = { ["Authorization"] = "Bearer " .. key }

local threads = 0
function setup(thread)
  thread:set("thread_number", threads)
  threads = threads + 1
end

sent = 0
function next_mark()
  sent = sent + 1
  return run .. "-" .. thread_number .. "-" .. sent
end

refused = 0
-- wrk counts answers above 399; the first is shown, so that a run that measures refusals is seen for what it is.
function response(status, headers, body)
  if status >= 400 and refused == 0 then
    refused = 1
    io.stderr:write("answer " .. status .. ": " .. body .. "\n")
  end
end
