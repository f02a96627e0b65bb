/** Reading for a view: what there is, what is on its way, and what went wrong. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiProblem } from './api';
import { session } from './session';
import { language, revision } from './state';

export interface Loaded<Data> {
  data: Data | null;
  problem: ApiProblem | null;
  /** Reads again. */
  again: () => void;
}

/**
 * Reads when the view appears, when `inputs` change, when the reader signs in or out, and when the API has something new. What was read
 * stays on the screen until the next answer is there.
 */
export function useLoad<Data>(read: () => Promise<Data>, inputs: readonly unknown[]): Loaded<Data> {
  const [state, setState] = useState<{ data: Data | null; problem: ApiProblem | null }>({ data: null, problem: null });
  const [turn, setTurn] = useState(0);
  const latest = useRef(0);
  useEffect(() => {
    const mine = ++latest.current;
    read().then(
      data => mine === latest.current && setState({ data, problem: null }),
      (e: unknown) => {
        if (mine !== latest.current) return;
        if (!(e instanceof ApiProblem)) throw e;
        // A figure that was read stays while the network is away; what may not be seen any more goes.
        setState(s => ({ data: e.status === 0 || e.status >= 500 ? s.data : null, problem: e }));
      });
  }, [...inputs, turn, revision.value, session.value?.key, language.value]);
  return { ...state, again: () => setTurn(t => t + 1) };
}
