/** The page: its frame, and which of its parts is shown. */
import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { liveness, stayLive } from './live';
import { Disputes } from './office/Disputes';
import { Organizations } from './office/Organizations';
import { Queue } from './office/Queue';
import { Webhooks } from './office/Webhooks';
import { isOffice, session, signingIn, signOut } from './session';
import { chooseLanguage, chooseTheme, language, route, theme } from './state';
import './styles.css';
import { texts } from './texts';
import { Dashboard } from './views/Dashboard';
import { SignIn } from './views/SignIn';

const pages: Record<string, () => preact.JSX.Element> = { queue: Queue, disputes: Disputes, organizations: Organizations, webhooks: Webhooks };

function Page() {
  const t = texts.value;
  const name = route.value.split('/')[0] ?? '';
  const Shown = pages[name] ?? Dashboard;
  useEffect(() => {
    document.title = `${t.nav[name as 'queue'] ?? t.nav.dashboard} · ${t.park}`;
  }, [name, t]);
  return (
    <>
      <a class="skip" href="#main" onClick={e => (e.preventDefault(), document.getElementById('main')!.focus())}>{t.skip}</a>
      <Top page={pages[name] ? name : ''} />
      <main id="main" tabIndex={-1}><Shown /></main>
      <footer><p>{t.footer.source}</p><p>{t.footer.demo} <a href="docs">{t.nav.docs}</a></p></footer>
      {signingIn.value && <SignIn />}
    </>
  );
}

function Top({ page }: { page: string }) {
  const t = texts.value;
  const live = liveness.value;
  return (
    <header class="top">
      <h1><a href="#/">{t.park}<small>{t.plan}</small></a></h1>
      {isOffice.value && (
        <nav aria-label={t.nav.main}>
          {(['', ...Object.keys(pages)] as const).map(p => (
            <a key={p} href={`#/${p}`} aria-current={page === p ? 'page' : undefined}>{t.nav[(p || 'dashboard') as 'queue']}</a>
          ))}
        </nav>
      )}
      <div class="tools">
        <span class={`liveness ${live}`} role="status">{live === 'live' ? t.standing.live : live === 'polling' ? t.standing.polling : t.standing.offline}</span>
        <button type="button" class="quiet" onClick={() => chooseLanguage(language.value === 'en' ? 'zh-CN' : 'en')} lang={language.value === 'en' ? 'zh-CN' : 'en'} title={t.toOther}>{t.other}</button>
        <button type="button" class="quiet" onClick={() => chooseTheme(theme.value === 'dark' ? 'light' : 'dark')} aria-label={theme.value === 'dark' ? t.theme.toLight : t.theme.toDark}>
          {theme.value === 'dark' ? t.theme.light : t.theme.dark}
        </button>
        {session.value
          ? <button type="button" class="quiet" onClick={signOut} title={t.signedInAs(session.value.name ?? t.aKey)}>{t.signOut}</button>
          : <button type="button" onClick={() => (signingIn.value = true)}>{t.signIn}</button>}
      </div>
    </header>
  );
}

stayLive();
render(<Page />, document.getElementById('app')!);
