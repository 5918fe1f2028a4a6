import { viewerAnswers } from '../../../../adapters/outbound/tmux/viewer-answers.js'

/** Beginning of the output of tmux 3.5a to a viewer. */
const BEGIN = '\x1b[1;30r\x1b[c\x1b[>c\x1b[>q\x1b]10;?\x1b\\\x1b]11;?\x1b\\\x1b[1;1H'
const DA1 = '\x1b[?1;2c'
const COLOUR = '\x1b]11;rgb:ffff/ffff/ffff\x1b\\'

function open(mayAnswer = true) {
  let now = 0
  const answered: string[] = []
  const answers = viewerAnswers({ answer: (answer) => void answered.push(answer), mayAnswer, now: () => now })
  return {
    answered,
    input: answers.input,
    print: (text: string) => answers.output(Buffer.from(text, 'latin1')),
    advance: (ms: number) => void (now += ms),
  }
}

describe('answers of a viewer', () => {
  it('to the queries of tmux come from the hub at once, and from the emulator only for colours, once', () => {
    const viewer = open()
    viewer.print(BEGIN)
    expect(viewer.answered).to.deep.equal([DA1, '\x1b[>0;276;0c', '\x1bP>|xterm.js\x1b\\'])
    expect(viewer.input(`a${DA1}\x1b[>0;276;0c${COLOUR}${COLOUR}b`)).to.equal(`a${COLOUR}b`)
  })

  it('are given by the hub to a query that a piece of output cuts', () => {
    const viewer = open()
    viewer.print(BEGIN.slice(0, 9))
    viewer.print(BEGIN.slice(9))
    expect(viewer.answered).to.have.length(3)
  })

  it('are not given when tmux may wait no more, and are dropped from the emulator then', () => {
    const viewer = open()
    viewer.advance(4_000)
    viewer.print(BEGIN)
    expect(viewer.answered).to.deep.equal([])
    expect(viewer.input(`${DA1}x`)).to.equal('x')
  })

  it('pass to a program whose query tmux passed through', () => {
    const viewer = open()
    viewer.print(BEGIN)
    viewer.advance(60_000)
    viewer.print('\x1b[c')
    expect(viewer.answered).to.have.length(3)
    expect(viewer.input(`${DA1}${DA1}x`)).to.equal(`${DA1}x`)
  })

  it('are dropped for an emulator that answers nothing', () => {
    const viewer = open(false)
    viewer.print(BEGIN)
    viewer.print('\x1b[c')
    expect(viewer.answered).to.have.length(3)
    expect(viewer.input(`${DA1}${COLOUR}x`)).to.equal('x')
  })
})
