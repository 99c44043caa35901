import { ApiPace } from './api-pace.js';
import { ApiWaits } from './api-waits.js';

it('sends whoever would have to wait for minutes away, rather than let others wait behind', async () => {
  const pace = new ApiPace(new ApiWaits());
  await pace.turn('shop', 10);
  pace.pause('shop', 3_600_000);
  await expect(pace.turn('shop', 10)).rejects.toMatchObject({ kind: 'busy', fault: { code: 'api.busy' } });
  await pace.turn('another', 10);
});
