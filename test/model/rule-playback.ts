import type { Answer } from './driver.js';
import type { Action, AttributionRule, Fact, World } from './facts.js';
import { fieldOf, listField, textField } from './json-fields.js';
import { cellKey, expectedMoves, type MovedCell, type Moves } from './moves.js';
import type { Server } from './server.js';

type ActionOf<K extends Action['kind']> = Extract<Action, { kind: K }>;
type RuleAction = ActionOf<'create-rule' | 'merge-merchants' | 'withdraw-rule'>;

/** Rules and mergers. Where nothing else is pending, the preview and the change itself must tell exactly what is moved. */
export class RulePlayback {
  constructor(
    private readonly world: World,
    private readonly server: Server,
  ) {}

  async carryOut(action: RuleAction, factsBefore: readonly Fact[]): Promise<void> {
    const { path, body } = this.callOf(action);
    const previewed = action.isSettled ? await this.server.call('POST', `${path}/preview`, body) : null;
    const done = await this.server.call('POST', path, body);
    if (action.kind !== 'withdraw-rule') {
      const key = action.kind === 'create-rule' ? action.rule.key : action.merge.key;
      this.server.identities.learn('rule', key, textField(done.body, 'id'));
    }
    if (!previewed) return;
    const expected = expectedMoves(this.world, factsBefore, action);
    this.requireMoves(`${path}/preview`, action, expected, previewed);
    this.requireMoves(path, action, expected, done);
  }

  private callOf(action: RuleAction): { path: string; body: Record<string, unknown> } {
    const reason = '登记更正';
    switch (action.kind) {
      case 'create-rule':
        return { path: '/api/v1/attribution-rules', body: { ...this.termsOf(action.rule), reason } };
      case 'merge-merchants': {
        const intoMerchantId = this.server.id('merchant', action.merge.into);
        return { path: `/api/v1/merchants/${this.server.id('merchant', action.merge.merged)}/merge`, body: { intoMerchantId, reason } };
      }
      case 'withdraw-rule':
        return { path: `/api/v1/attribution-rules/${this.server.id('rule', action.key)}/withdraw`, body: { reason } };
    }
  }

  private termsOf({ effect, merchant, product, lot, to, validFrom, validTo }: AttributionRule): Record<string, unknown> {
    return {
      effect,
      ...(merchant === undefined ? {} : { merchantId: this.server.id('merchant', merchant) }),
      ...(product === undefined ? {} : { productId: this.server.id('product', product) }),
      ...(lot === undefined ? {} : { lot }),
      ...(effect === 'origin' ? { originDivisionCode: to === '' ? null : to } : {}),
      ...(effect === 'merchant' ? { targetMerchantId: this.server.id('merchant', to) } : {}),
      ...(effect === 'home' ? { homeDivisionCode: to } : {}),
      ...(validFrom === undefined ? {} : { validFrom }),
      ...(validTo === undefined ? {} : { validTo }),
    };
  }

  private requireMoves(path: string, action: RuleAction, expected: Moves, { body }: Answer): void {
    const moves = fieldOf(body, 'moves');
    const got = {
      ...Object.fromEntries(['orders', 'lines', 'paidFen', 'refundedFen'].map((name) => [name, fieldOf(moves, name)])),
      from: this.cellsIn(moves, 'from'),
      to: this.cellsIn(moves, 'to'),
    };
    const wanted = { ...expected, from: expected.from.map(textOf).sort(), to: expected.to.map(textOf).sort() };
    if (JSON.stringify(got) === JSON.stringify({ ...wanted })) return;
    throw new Error(`${path} for ${JSON.stringify(action)} moves ${JSON.stringify(got)}, expected ${JSON.stringify(wanted)}`);
  }

  private cellsIn(moves: unknown, name: 'from' | 'to'): string[] {
    const cells = listField(moves, name).map((cell): MovedCell => {
      const origin = fieldOf(cell, 'originCode');
      return {
        merchant: this.server.identities.keyOf('merchant', textField(cell, 'merchantId')),
        home: textField(cell, 'merchantDivisionCode'),
        origin: origin === null ? '' : textField(cell, 'originCode'),
        paidFen: Number(fieldOf(cell, 'paidFen')),
        refundedFen: Number(fieldOf(cell, 'refundedFen')),
        lines: Number(fieldOf(cell, 'lines')),
      };
    });
    return cells.map(textOf).sort();
  }
}

function textOf(cell: MovedCell): string {
  return `${cellKey(cell)}: paid ${cell.paidFen}, refunded ${cell.refundedFen}, lines ${cell.lines}`;
}
