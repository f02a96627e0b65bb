/** Signing in with an API key. */
import { useState } from 'preact/hooks';
import { api, ApiProblem } from '../api';
import { Dialog } from '../components/parts';
import { signIn, signingIn } from '../session';
import { texts } from '../texts';

const Shape = /^hp_.{32,}$/;

export function SignIn() {
  const t = texts.value;
  const [refusal, refuse] = useState('');
  const [busy, setBusy] = useState(false);

  async function submit(e: SubmitEvent) {
    e.preventDefault();
    const key = String(new FormData(e.currentTarget as HTMLFormElement).get('key')).trim();
    if (!Shape.test(key)) return refuse(t.login.shape);
    setBusy(true);
    try {
      const { items } = await api.keysAs(key);
      // The administrator's own key stands in the configuration, not among the issued ones.
      const mine = items.find(k => key.startsWith(k.prefix));
      signIn({ key, name: mine?.name ?? null, scopes: mine?.scopes ?? [] });
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      if (problem.status !== 403) {
        setBusy(false);
        return refuse(problem.status === 401 ? t.login.wrong : problem.status === 0 ? t.problem.noAnswer : t.problem.other(problem.message));
      }
      signIn({ key, name: null, scopes: null }); // a good key that may not look at keys: not the park office's
    }
    signingIn.value = false;
  }

  return (
    <Dialog title={t.login.title} onClose={() => (signingIn.value = false)}>
      <form onSubmit={submit} class="stack">
        <p class="note">{t.login.explain}</p>
        <label>{t.login.key}<input name="key" type="password" autocomplete="off" spellcheck={false} required autofocus aria-describedby="refusal" /></label>
        <p id="refusal" class="refusal" role="alert">{refusal}</p>
        <button type="submit" class="primary" disabled={busy}>{t.login.submit}</button>
      </form>
    </Dialog>
  );
}
