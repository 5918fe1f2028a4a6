import {
  commandMarks,
  lastOutput,
  waitingPrompt,
} from '../../../../adapters/inbound/web/src/terminal/history/command-marks.js'
import { OUTPUT_MARK, PROMPT_MARK } from '../../../../domain/terminal/command-marks.js'

const prompt = (command = ''): string => `${PROMPT_MARK}$ ${command}`
const output = (text: string): string => `${OUTPUT_MARK}${text}`
const history = (...rows: ReadonlyArray<string>): string => rows.join('\r\n')

describe('marks of commands in a history', () => {
  it('are the rows of prompts and outputs', () => {
    const marked = history('old', prompt('ls'), output('a'), 'b', prompt())
    expect(commandMarks(marked)).to.deep.equal({ prompts: [1, 4], outputs: [2] })
    expect(commandMarks(history('no', 'marks'))).to.deep.equal({ prompts: [], outputs: [] })
  })

  it('tell the prompt that waits from that of a running command', () => {
    expect(waitingPrompt(commandMarks(history(prompt('ls'), output('a'), prompt())))).to.equal(2)
    expect(waitingPrompt(commandMarks(history(prompt('sleep'), output(''))))).to.equal(null)
    expect(waitingPrompt(commandMarks('no marks'))).to.equal(null)
  })
})

describe('last output of a history', () => {
  it('is the plain text from its mark to the next prompt', () => {
    const marked = history(
      prompt('a'),
      output('first'),
      prompt('b'),
      output('\u001b[31mred\u001b[m'),
      '',
      'end',
      prompt(),
    )
    expect(lastOutput(marked, 80)).to.equal('red\n\nend')
  })

  it('is what a running command has printed, without the blank rows below', () => {
    expect(lastOutput(history(prompt('a'), output('1'), '2', '', ''), 80)).to.equal('1\n2')
  })

  it('has no line ends where tmux has broken a line', () => {
    expect(lastOutput(history(prompt('a'), output('12345'), '678', 'next', prompt()), 5)).to.equal('12345678\nnext')
  })

  it('is missing without a mark', () => {
    expect(lastOutput('no marks', 80)).to.equal(null)
  })
})
