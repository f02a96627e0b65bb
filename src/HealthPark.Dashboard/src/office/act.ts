/** Carrying out a change: once however often the button is pressed, with what went wrong told plainly. */
import { useRef, useState } from 'preact/hooks';
import { ApiProblem, newIdempotencyKey } from '../api';
import { revision } from '../state';
import { texts } from '../texts';

/** What a refusal means to whoever decided. */
export function explain(problem: ApiProblem) {
  const t = texts.value.problem;
  const detail = [problem.message, ...problem.fields.map(f => f.detail)].filter((d, i, all) => all.indexOf(d) === i).join(' ');
  return problem.status === 0 ? t.noAnswer : problem.status === 412 ? t.stale : problem.status === 409 ? t.conflict(detail) : t.other(detail);
}

export interface Action {
  busy: boolean;
  refusal: string;
  done: string;
  /** The refusal was that someone else changed the record: it must be read again. */
  stale: boolean;
  /** Carries out, and says `success` when it is done. */
  carryOut: (change: (idempotencyKey: string) => Promise<unknown>, success: string) => Promise<boolean>;
  refuse: (why: string) => void;
  clear: () => void;
}

export function useAction(): Action {
  const [state, setState] = useState({ busy: false, refusal: '', done: '', stale: false });
  // Kept until the API has answered: a try that got no answer is sent again under the same key, and done once.
  const key = useRef<string | null>(null);
  return {
    ...state,
    async carryOut(change, success) {
      key.current ??= newIdempotencyKey();
      setState({ busy: true, refusal: '', done: '', stale: false });
      try {
        await change(key.current);
        key.current = null;
        setState({ busy: false, refusal: '', done: success, stale: false });
        revision.value++;
        return true;
      } catch (problem) {
        if (!(problem instanceof ApiProblem)) throw problem;
        if (problem.status !== 0) key.current = null;
        setState({ busy: false, refusal: explain(problem), done: '', stale: problem.status === 412 });
        return false;
      }
    },
    refuse: why => setState({ busy: false, refusal: why, done: '', stale: false }),
    clear: () => setState({ busy: false, refusal: '', done: '', stale: false }),
  };
}
