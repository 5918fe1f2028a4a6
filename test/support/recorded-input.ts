/** Event on the field of a terminal, and the content of the field at that moment when the step changes it. */
export interface InputStep {
  readonly type:
    'keydown' | 'keyup' | 'beforeinput' | 'input' | 'compositionstart' | 'compositionupdate' | 'compositionend'
  readonly value?: string
  readonly data?: string | null
  readonly inputType?: string
  readonly isComposing?: boolean
  readonly key?: string
  readonly keyCode?: number
}

interface RecordedInput {
  readonly name: string
  /** Groups of events between which the browser returns to its event loop. */
  readonly groups: ReadonlyArray<ReadonlyArray<InputStep>>
  /** Characters that the person has written. */
  readonly text: string
}

type Steps = ReadonlyArray<InputStep>

/** Key of an on-screen keyboard or of an input method. */
const key = (steps: Steps, isComposing = false): Steps => [
  { type: 'keydown', key: 'Unidentified', keyCode: 229, isComposing },
  ...steps,
  { type: 'keyup', key: 'Unidentified', keyCode: 229, isComposing },
]

const edit = (inputType: string, data: string | null, value: string, isComposing = false): Steps => [
  { type: 'beforeinput', inputType, data, isComposing },
  { type: 'input', inputType, data, value, isComposing },
]

const compose = (data: string, value: string): Steps => [
  { type: 'beforeinput', inputType: 'insertCompositionText', data, isComposing: true },
  { type: 'compositionupdate', data },
  { type: 'input', inputType: 'insertCompositionText', data, value, isComposing: true },
]

const start = (data = ''): Steps => [{ type: 'compositionstart', data }]
const end = (data: string): Steps => [{ type: 'compositionend', data }]

/** One group for each letter of a composed word. */
const letters = (word: string, before = ''): ReadonlyArray<Steps> =>
  Array.from(word, (_, at) => {
    const composed = word.slice(0, at + 1)
    return key([...(at === 0 ? start() : []), ...compose(composed, before + composed)], at > 0)
  })

/** Sequences of events as browsers send them for keyboards and input methods of their systems. */
export const RECORDED_INPUT: ReadonlyArray<RecordedInput> = [
  {
    name: 'a word that Gboard corrects at the blank',
    groups: [
      ...letters('teh'),
      key([...compose('the', 'the'), ...end('the'), ...edit('insertText', ' ', 'the ')]),
      ...letters('end', 'the '),
      key(end('end')),
    ],
    text: 'the end',
  },
  {
    name: 'a word that Gboard takes up again after a backspace',
    groups: [
      ...letters('fast'),
      key([...end('fast'), ...edit('insertText', ' ', 'fast ')]),
      key(edit('deleteContentBackward', null, 'fast')),
      key([...start('fast'), ...compose('faste', 'faste')]),
      key(compose('faster', 'faster'), true),
      key(end('faster')),
    ],
    text: 'faster',
  },
  {
    name: 'a correction that Gboard makes by deleting and inserting',
    groups: [
      ...letters('recieve'),
      key(end('recieve')),
      key([
        ...edit('deleteContentBackward', null, 'rec'),
        ...edit('insertText', 'eive', 'receive'),
        ...edit('insertText', ' ', 'receive '),
      ]),
    ],
    text: 'receive ',
  },
  {
    name: 'a composition that an insertion replaces',
    groups: [...letters('teh'), [...edit('insertText', 'the', 'the'), ...end('the')]],
    text: 'the',
  },
  {
    name: 'a word that iOS replaces after the blank',
    groups: [
      edit('insertText', 'teh', 'teh'),
      edit('insertReplacementText', 'the', 'the'),
      edit('insertText', ' ', 'the '),
    ],
    text: 'the ',
  },
  {
    name: 'a swiped word, an emoji and dictated text',
    groups: [
      edit('insertText', 'swiped', 'swiped'),
      edit('insertText', ' 👍', 'swiped 👍'),
      edit('insertText', 'x', 'swiped 👍x'),
      edit('deleteContentBackward', null, 'swiped 👍'),
      edit('deleteContentBackward', null, 'swiped '),
      edit('insertText', 'said', 'swiped said'),
    ],
    text: 'swiped said',
  },
  {
    name: 'Japanese with a conversion that Enter confirms',
    groups: [
      key([...start(), ...compose('n', 'n')]),
      key(compose('に', 'に'), true),
      key(compose('にほん', 'にほん'), true),
      key(compose('日本', '日本'), true),
      [
        { type: 'keydown', key: 'Enter', keyCode: 229, isComposing: true },
        ...end('日本'),
        { type: 'keyup', key: 'Enter', keyCode: 13 },
      ],
    ],
    text: 'M-fM-^WM-%M-fM-^\\M-,',
  },
  {
    name: 'Japanese in Safari, whose Enter comes after the end of the composition',
    groups: [
      key([...start(), ...compose('あい', 'あい')]),
      [
        ...edit('deleteCompositionText', null, '', true),
        ...edit('insertFromComposition', '愛', '愛', true),
        ...end('愛'),
        { type: 'keydown', key: 'Enter', keyCode: 229 },
      ],
    ],
    text: 'M-fM-^DM-^[',
  },
  {
    name: 'Chinese with two words in a row, the second begun with the end of the first',
    groups: [
      key([...start(), ...compose("ni'h", "ni'h")]),
      key([...compose('你', '你'), ...end('你'), ...start(), ...compose('h', '你h')], true),
      key(compose('hao', '你hao'), true),
      key([...compose('好', '你好'), ...end('好')], true),
    ],
    text: 'M-dM-=M- M-eM-%M-=',
  },
  {
    name: 'Chinese in Firefox, which reports the input after the end of the composition',
    groups: [
      key([...start(), ...compose('ni', 'ni')]),
      key(
        [
          { type: 'beforeinput', inputType: 'insertCompositionText', data: '你', isComposing: true },
          { type: 'compositionupdate', data: '你' },
          { type: 'compositionend', data: '你', value: '你' },
          { type: 'input', inputType: 'insertCompositionText', data: '你' },
        ],
        true,
      ),
      key(edit('insertText', '2', '你2')),
    ],
    text: 'M-dM-=M- 2',
  },
  {
    name: 'a composition that is cancelled',
    groups: [...letters('abc'), key([...compose('', ''), ...end('')], true), key(edit('insertText', 'd', 'd'))],
    text: 'd',
  },
  {
    name: 'Hangul, whose last consonant moves to the next syllable',
    groups: [
      key([...start(), ...compose('ㅎ', 'ㅎ')]),
      key(compose('한', '한'), true),
      key([...compose('하', '하'), ...end('하'), ...start(), ...compose('나', '하나')], true),
      key(end('나'), true),
    ],
    text: 'M-mM-^UM-^XM-kM-^BM-^X',
  },
]
