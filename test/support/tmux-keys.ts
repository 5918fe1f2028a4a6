/** Key of a table of tmux as a terminal emulator sends it, and as a program without modes gets it. */
export interface SentKey {
  readonly name: string
  readonly sent: string
  readonly received: string
}

/** Keys with a final letter, in application mode and as tmux gives them to programs. */
const LETTERED: Readonly<Record<string, readonly [final: string, plain: string]>> = {
  Up: ['A', '\x1b[A'],
  Down: ['B', '\x1b[B'],
  Right: ['C', '\x1b[C'],
  Left: ['D', '\x1b[D'],
  Home: ['H', '\x1b[1~'],
  End: ['F', '\x1b[4~'],
}
const NUMBERED: Readonly<Record<string, number>> = { IC: 2, DC: 3, PPage: 5, NPage: 6, F5: 15, F12: 24 }
const CHARACTERS: Readonly<Record<string, string>> = {
  Enter: '\r',
  Escape: '\x1b',
  Space: ' ',
  Tab: '\t',
  BSpace: '\x7f',
  BTab: '\x1b[Z',
}
const BUTTONS: Readonly<Record<string, number>> = { '1': 0, '2': 1, '3': 2, Up: 64, Down: 65 }

/** Key with this name in `list-keys`; mouse events are sent at these cells. */
export function keyNamed(
  quoted: string,
  cells: Readonly<Record<string, readonly [column: number, row: number]>>,
): SentKey {
  const name = quoted.replace(/^"(.*)"$/, '$1').replace(/^\\(.)$/, '$1')
  const mouse =
    /^(?:[CMS]-)*(MouseDown|MouseUp|MouseDrag|MouseDragEnd|Wheel|DoubleClick|TripleClick|SecondClick)(\d+|Up|Down)(\D+)$/.exec(
      name,
    )
  if (mouse !== null) {
    const [, event = '', button = '', where = ''] = mouse
    const modifiers = (name.includes('C-') ? 16 : 0) + (name.includes('M-') ? 8 : 0)
    const [column, row] = cells[where] ?? [1, 1]
    const report = (code: number, final: string): string =>
      `\x1b[<${String(code + modifiers)};${String(column)};${String(row)}${final}`
    const code = BUTTONS[button] ?? 0
    const click = report(code, 'M') + (event === 'Wheel' ? '' : report(code, 'm'))
    const times = event === 'DoubleClick' ? 2 : event === 'TripleClick' ? 3 : 1
    const sent = event.startsWith('MouseDrag')
      ? report(code, 'M') + report(code + 32, 'M') + report(code, 'm')
      : click.repeat(times)
    return { name, sent, received: '' }
  }
  const [, prefixes = '', base = ''] = /^((?:[CMS]-)*)(.+)$/s.exec(name) ?? []
  const modifier =
    1 + (prefixes.includes('S-') ? 1 : 0) + (prefixes.includes('M-') ? 2 : 0) + (prefixes.includes('C-') ? 4 : 0)
  const lettered = LETTERED[base]
  if (lettered !== undefined) {
    const [final, plain] = lettered
    if (modifier === 1) return { name, sent: `\x1bO${final}`, received: plain }
    const sent = `\x1b[1;${String(modifier)}${final}`
    return { name, sent, received: sent }
  }
  const number = NUMBERED[base]
  if (number !== undefined) {
    const sent = `\x1b[${String(number)}${modifier === 1 ? '' : `;${String(modifier)}`}~`
    return { name, sent, received: sent }
  }
  const character = CHARACTERS[base] ?? base
  if (character.length > 1 && !character.startsWith('\x1b')) throw new Error(`no bytes for the key ${name}`)
  const controlled = prefixes.includes('C-')
    ? String.fromCharCode(character.toUpperCase().charCodeAt(0) & 0x1f)
    : character
  const sent = prefixes.includes('M-') ? `\x1b${controlled}` : controlled
  return { name, sent, received: sent }
}
