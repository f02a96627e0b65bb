/** The public page: where the plan stands. */
import { api } from '../api';
import { useLoad } from '../load';
import { asOf, knownOn, period } from '../state';
import { texts } from '../texts';
import { Directions } from './Directions';
import { Events } from './Events';
import { EnterpriseFunnel, TransferFunnel } from './Funnels';
import { Funds } from './Funds';
import { ParkMap } from './ParkMap';
import { Proof } from './Proof';
import { Standing } from './Standing';
import { Tasks } from './Tasks';
import { TimeSlider } from './TimeSlider';

export function Dashboard() {
  const card = useLoad(() => api.scorecard(period.value, asOf.value), [period.value, asOf.value]);
  return (
    <>
      <TimeSlider />
      {knownOn.value !== null && <p class="banner" role="status">{texts.value.time.banner(knownOn.value)}</p>}
      <Standing card={card} />
      <Directions />
      <div class="parts">
        <EnterpriseFunnel />
        <TransferFunnel />
        <Events />
        <ParkMap />
        <Tasks />
        <Funds />
      </div>
      <Proof />
    </>
  );
}
