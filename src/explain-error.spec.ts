import { parseSuccessions } from './modules/divisions/succession-file.js';
import { InputError } from './platform/http/index.js';
import { explain } from './explain-error.js';

it('says our own errors in both languages, with file and line', () => {
  const header = 'code\tsuccessor_code\tkind\tvalid_from\tis_main\tnote';
  let said = '';
  try {
    parseSuccessions(`${header}\n9701\t9702\tgone\t2020-01-01\ttrue`, 'changes.tsv');
  } catch (error) {
    said = explain(error);
  }
  expect(said.split('\n')).toEqual([
    'changes.tsv 第 2 行的 kind 是“gone”，应为 renamed | moved | merged | split。',
    'Line 2 of changes.tsv has “gone” for kind; expected: renamed | moved | merged | split.',
    'divisions.succession-field',
  ]);
});

it('names the options that are wrong', () => {
  const said = explain(InputError.field('/from', 'isBusinessDay', 'from must be a day'));
  expect(said.split('\n').slice(2)).toEqual(['/from from must be a day', 'input.invalid']);
});

it('says other errors as they are', () => {
  expect(explain(new Error('no space left'))).toBe('no space left');
  expect(explain('no space left')).toBe('no space left');
});
