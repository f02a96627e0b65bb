/** The 29 tasks by the unit that leads or supports them, with how they stand for whoever may see it. */
import { useState } from 'preact/hooks';
import { api, ApiProblem } from '../api';
import { Card, Shown, SignInFirst, Table } from '../components/parts';
import type { PlanTask, TaskUnderWay, Unit } from '../contract';
import { inWords, stateLabel, statesOf } from '../labels';
import { useLoad } from '../load';
import { session } from '../session';
import { texts } from '../texts';

export function Tasks() {
  const t = texts.value;
  const plan = useLoad(async () => {
    const [tasks, units] = await Promise.all([api.tasks(), api.units()]);
    return { tasks, units };
  }, []);
  // The plan's tasks are public, how they stand is not.
  const progress = useLoad<TaskUnderWay[] | null>(async () => {
    if (session.value === null) return null;
    return api.taskProgress().catch((e: unknown) => {
      if (e instanceof ApiProblem && e.status === 403) return null;
      throw e;
    });
  }, []);
  return (
    <Card title={t.tasks.title} note={t.tasks.explain} class="tasks">
      <Shown of={plan} what={t.tasks.title}>{p => <ByUnit {...p} progress={progress.data} />}</Shown>
      {session.value === null && <SignInFirst what={t.tasks.what} />}
    </Card>
  );
}

const names = (units: { unit: string; printed: string }[]) => units.map(u => u.unit);

function ByUnit({ tasks, units, progress }: { tasks: PlanTask[]; units: Unit[]; progress: TaskUnderWay[] | null }) {
  const t = texts.value;
  const [chosen, choose] = useState('');
  const rows = units.map(u => ({
    unit: u, lead: tasks.filter(x => names(x.leadUnits).includes(u.code)).length, support: tasks.filter(x => names(x.supportUnits).includes(u.code)).length,
  })).filter(r => r.lead + r.support > 0).sort((a, b) => b.lead - a.lead || b.support - a.support);
  const most = Math.max(...rows.map(r => r.lead + r.support));
  const of = new Map(progress?.map(p => [p.number, p]) ?? []);
  const shown = chosen === '' ? tasks : tasks.filter(x => names([...x.leadUnits, ...x.supportUnits]).includes(chosen));
  const unitName = (u: { unit: string; printed: string }) => {
    const unit = units.find(x => x.code === u.unit);
    return unit ? inWords(unit) : u.printed;
  };
  return (
    <>
      {progress && <Summary of={progress} />}
      <p class="legend"><span class="key lead">{t.tasks.lead}</span><span class="key support">{t.tasks.support}</span></p>
      <ul class="units">
        {rows.map(r => (
          <li key={r.unit.code}>
            <button type="button" aria-pressed={chosen === r.unit.code} onClick={() => choose(chosen === r.unit.code ? '' : r.unit.code)}>
              <span class="name">{inWords(r.unit)}<span class="hidden"> {t.tasks.leadOf(r.lead)}{t.listSeparator}{t.tasks.supportOf(r.support)}</span></span>
              <span class="bar" aria-hidden="true">
                <span class="lead" style={{ width: `${(r.lead / most) * 100}%` }} /><span class="support" style={{ width: `${(r.support / most) * 100}%` }} />
              </span>
              <b aria-hidden="true">{r.lead}<i>+{r.support}</i></b>
            </button>
          </li>
        ))}
      </ul>
      <details open={chosen !== ''}>
        <summary>{t.tasks.chosen(chosen === '' ? t.tasks.allUnits : inWords(units.find(u => u.code === chosen)!), shown.length)}</summary>
        <Table caption={t.tasks.title} rows={shown} rowKey={x => x.number} columns={[
          { head: t.tasks.number, number: true, cell: x => x.number },
          { head: t.tasks.task, cell: x => <>{inWords(x.title)}<span class="note block">{t.tasks.groups[x.group] ?? x.group}</span></> },
          { head: t.tasks.lead, cell: x => x.leadUnits.map(unitName).join(t.listSeparator) },
          { head: t.tasks.support, cell: x => x.supportUnits.map(unitName).join(t.listSeparator) || t.none },
          ...(progress ? [{ head: t.tasks.status, cell: (x: PlanTask) => <Progress of={of.get(x.number)} /> }] : []),
        ]} />
      </details>
    </>
  );
}

function Progress({ of }: { of: TaskUnderWay | undefined }) {
  const t = texts.value;
  if (!of) return <>–</>;
  return (
    <>
      {stateLabel('task-status', of.status)}
      <span class="note block">
        {of.silentDays === null ? t.tasks.never : of.silent ? t.tasks.silent(of.silentDays) : ''} {of.overdueMilestones.length > 0 && t.tasks.overdue(of.overdueMilestones.length)}
      </span>
    </>
  );
}

function Summary({ of }: { of: TaskUnderWay[] }) {
  const t = texts.value;
  const known = statesOf('task-status').map(s => s.code);
  const counts = (known.length > 0 ? known : [...new Set(of.map(x => x.status as string))]).map(s => ({ state: s, count: of.filter(x => x.status === s).length })).filter(c => c.count > 0);
  return (
    <ul class="tallies" aria-label={t.tasks.summary}>
      {counts.map(c => <li key={c.state}><b>{c.count}</b> {stateLabel('task-status', c.state)}</li>)}
    </ul>
  );
}
