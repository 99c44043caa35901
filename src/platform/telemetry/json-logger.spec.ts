import { createLogger, NestLogger } from './json-logger.js';

function logged(write: (logger: NestLogger) => void, level = 'info'): Record<string, unknown>[] {
  const lines: string[] = [];
  write(new NestLogger(createLogger(level, { write: (line) => void lines.push(line) })));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('The log', () => {
  it('tells of a failed statement without the rows it was given', () => {
    const failure = Object.assign(new Error('duplicate key value'), {
      code: '23505',
      query: 'insert into order_word values ($1)',
      parameters: ['{"reason":"张三 13812345678"}'],
      detail: 'Key (reason)=(张三 13812345678) already exists.',
      driverError: Object.assign(new Error('duplicate key value'), { detail: '张三 13812345678' }),
    });
    const lines = logged((logger) => logger.error({ err: failure, job: 'intake.apply-messages' }, 'job failed', 'Worker'));
    expect(lines).toMatchObject([
      { msg: 'job failed', context: 'Worker', err: { message: 'duplicate key value', code: '23505', query: failure.query } },
    ]);
    expect(JSON.stringify(lines)).not.toContain('13812345678');
  });

  it('is one JSON line per message, with its level and time', () => {
    const [line] = logged((logger) => logger.warn('hint not sent', 'Hints'));
    expect(line).toEqual({ level: 40, time: expect.stringMatching(/^\d{4}-.*Z$/) as string, context: 'Hints', msg: 'hint not sent' });
  });

  it('leaves the wiring to whoever debugs it', () => {
    const wiring = (logger: NestLogger) => logger.log('Mapped {/api/v1/merchants, GET} route', 'RouterExplorer');
    expect(logged(wiring)).toEqual([]);
    expect(logged(wiring, 'debug')).toHaveLength(1);
  });
});
