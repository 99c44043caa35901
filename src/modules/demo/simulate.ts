import { businessDayOf, type BusinessDay, type DayRange } from '../../kernel/business-day.js';
import { ApiClient, type Resource } from './api-client.js';
import { historyRange, lastYearRange, startOfDayMs } from './calendar.js';
import { CatalogueLoader, type PlacedMerchant } from './catalogue-loader.js';
import { placeCampaigns } from './demo-campaigns.js';
import { buildCatalogue } from './demo-catalogue.js';
import { planHistory, type HistoryPeriod } from './demo-history.js';
import { Delivery, Tally } from './delivery.js';
import { ExpectedLedger } from './expected-totals.js';
import { HandEntry } from './hand-entry.js';
import { HistorySender } from './history-sender.js';
import { goLive, unlessGone } from './live-run.js';
import { loadSampleReport } from './sample-report.js';
import { pushToShop } from './shop-pushes.js';
import { settingsOf, type SimulateOptions, type SimulateReport, type SimulateSettings } from './simulate-options.js';
import { StateFile } from './state-file.js';

const FAREWELL_MS = 3_000;

/**
 * Fills a server with the sample and keeps selling (`demo`), or pushes orders to one shop. Everything goes through the public HTTP
 * API and the real webhook door. Returns when it is done or stopped; what the server refused is counted in the report.
 */
export async function simulate(options: SimulateOptions): Promise<SimulateReport> {
  const settings = settingsOf(options);
  const run = new Simulation(settings);
  await unlessGone(settings.signal, () => (settings.demo ? run.demonstrate() : run.pushToOneShop()));
  return run.report();
}

class Simulation {
  private readonly client: ApiClient;
  private readonly ledger = new ExpectedLedger();
  private readonly delivery: Delivery;
  private readonly startedOn: BusinessDay;
  private byHand = new Tally();
  private catalogue: SimulateReport['catalogue'] = { created: 0, found: 0 };
  private sessions: SimulateReport['sessions'] = { created: 0, found: 0 };

  constructor(private readonly settings: SimulateSettings) {
    const { baseUrl, token, now, signal } = settings;
    this.client = new ApiClient(baseUrl, token, now, farewellAfter(signal));
    this.delivery = new Delivery(this.client, this.ledger);
    this.startedOn = businessDayOf(now());
  }

  async demonstrate(): Promise<void> {
    const { settings, client, delivery } = this;
    const state = await StateFile.open(settings.stateFile);
    const placed = await this.loadCatalogue(state);
    await placeCampaigns(client, settings.today);
    const knownSessions = await this.sendHistory(state, placed);
    if (settings.live && !settings.signal.aborted) await goLive(settings, client, delivery, placed, knownSessions);
  }

  async pushToOneShop(): Promise<void> {
    await pushToShop(this.settings, this.delivery);
  }

  report(): SimulateReport {
    const { catalogue, sessions, delivery, byHand } = this;
    return { catalogue, sessions, messages: delivery.tally.counts(), byHand: byHand.counts(), expected: this.expected() };
  }

  private async loadCatalogue(state: StateFile): Promise<readonly PlacedMerchant[]> {
    const loader = new CatalogueLoader(this.client, state, this.settings.signal);
    const placed = await loader.load(buildCatalogue());
    const { created, found } = loader;
    this.catalogue = { created, found };
    await loadSampleReport(this.client);
    this.settings.log(`catalogue: ${created} created, ${found} already there`);
    return placed;
  }

  private async sendHistory(state: StateFile, placed: readonly PlacedMerchant[]): Promise<readonly Resource[]> {
    const { settings, client, delivery, ledger } = this;
    const untilMs = startOfDayMs(settings.today);
    const handEntry = new HandEntry(client, state, ledger, untilMs);
    const sender = new HistorySender({ ...settings, client, delivery, handEntry, state, placed, untilMs });
    this.byHand = handEntry.tally;
    const knownSessions = await sender.sessions.load();
    const history = planHistory(
      settings.seed,
      placed.map(({ demo }) => demo),
      this.periods(),
    );
    await sender.send(history);
    const { created, found } = sender.sessions;
    this.sessions = { created, found };
    return knownSessions;
  }

  private periods(): readonly HistoryPeriod[] {
    const { today, historyDays, lastYear } = this.settings;
    const current = { range: historyRange(today, historyDays), isLastYear: false };
    return lastYear ? [{ range: lastYearRange(today, historyDays), isLastYear: true }, current] : [current];
  }

  private expected(): SimulateReport['expected'] {
    const { today, historyDays, lastYear, live, demo, now } = this.settings;
    if (!demo) return [];
    const all = this.ledger.wholeRange();
    return [
      this.expectedOf('history', historyRange(today, historyDays)),
      ...(lastYear ? [this.expectedOf('last-year', lastYearRange(today, historyDays))] : []),
      ...(live ? [this.expectedOf('live', { from: this.startedOn, to: businessDayOf(now()) })] : []),
      ...(all === null ? [] : [this.expectedOf('all', all)]),
    ];
  }

  private expectedOf(period: SimulateReport['expected'][number]['period'], range: DayRange): SimulateReport['expected'][number] {
    return { period, ...this.ledger.totals(range) };
  }
}

/** Fires some seconds after the stop: until then a busy server is asked again, so that what was begun is also finished. */
function farewellAfter(stop: AbortSignal): AbortSignal {
  const farewell = new AbortController();
  const begin = () => setTimeout(() => farewell.abort(), FAREWELL_MS).unref();
  if (stop.aborted) begin();
  else stop.addEventListener('abort', begin, { once: true });
  return farewell.signal;
}
