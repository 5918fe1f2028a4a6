import * as E from 'fp-ts/lib/Either.js'
import { sessionCommands, type TmuxCommand } from '../../../../adapters/outbound/tmux/session-commands.js'
import { unavailable } from '../../../../application/shared/errors.js'

/** Answers of tmux in turn; the last one again and again. */
const answering = (...answers: readonly [...Awaited<ReturnType<ReturnType<TmuxCommand>>>[]]): TmuxCommand => {
  let asked = 0
  return () => () => Promise.resolve(answers[Math.min(asked++, answers.length - 1)] ?? E.right(null))
}
const cut = E.left(unavailable('tmux', 'the connection was lost'))

describe('queries of a viewer', () => {
  it('see that a session is gone whose end cut the connection', async () => {
    expect(await sessionCommands(answering(cut, E.right(null))).isLive('$1')()).to.deep.equal(E.right(false))
    expect(await sessionCommands(answering(cut, E.right('$1 shop\n'))).isLive('$1')()).to.deep.equal(E.right(true))
  })

  it('are unavailable while tmux does not answer', async () => {
    expect(await sessionCommands(answering(cut)).isLive('$1')()).to.deep.equal(cut)
    expect(await sessionCommands(answering(cut)).idOf('shop')()).to.deep.equal(cut)
  })

  it('compare names as a whole', async () => {
    const { idOf } = sessionCommands(answering(E.right('$1 shop 2\n$2 shop\n')))
    expect(await idOf('shop')()).to.deep.equal(E.right('$2'))
    expect(await idOf('sho')()).to.deep.equal(E.right(null))
  })

  /** Runs one member on a tmux that gives these outputs in turn, and returns the commands that it got. */
  const commandsOf = async (
    run: (commands: ReturnType<typeof sessionCommands>) => () => Promise<unknown>,
    ...outputs: ReadonlyArray<string | null>
  ): Promise<ReadonlyArray<string>> => {
    const got: string[] = []
    const tmux: TmuxCommand =
      (...requested) =>
      () => {
        got.push(requested.map((argv) => argv.join(' ')).join(' ; '))
        return Promise.resolve(E.right(outputs[got.length - 1] ?? null))
      }
    await run(sessionCommands(tmux))()
    return got
  }

  it('find no session in an empty list or without a server', async () => {
    for (const output of ['', '\n', null]) {
      expect(await sessionCommands(answering(E.right(output))).idOf('')()).to.deep.equal(E.right(null))
      expect(await sessionCommands(answering(E.right(output))).isLive('')()).to.deep.equal(E.right(false))
    }
    expect(await sessionCommands(answering(E.right('$1 shop\n'))).isLive('$2')()).to.deep.equal(E.right(false))
    expect(await commandsOf(({ isLive }) => isLive('$1'))).to.deep.equal([
      'list-sessions -F #{session_id} #{session_name}',
    ])
  })

  it('end copy mode alone, after pending input was read', async () => {
    expect(await commandsOf(({ leaveCopyMode }) => leaveCopyMode('$1'))).to.deep.equal([
      'display-message -p ',
      "if-shell -F -t $1: #{==:#{pane_mode},copy-mode} send-key -X -t $1: cancel display-messag -p ''",
    ])
  })

  it('set the size flag of the client with the process id, and of no other', async () => {
    const clients = '10 /dev/pts/1\n11 /dev/pts/2\n'
    const list = 'list-clients -F #{client_pid} #{client_name}'
    expect([
      await commandsOf(({ ignoreSize }) => ignoreSize(11, true), clients),
      await commandsOf(({ ignoreSize }) => ignoreSize(10, false), clients),
      await commandsOf(({ ignoreSize }) => ignoreSize(1, true), clients),
    ]).to.deep.equal([
      [list, 'refresh-client -t /dev/pts/2 -f ignore-size'],
      [list, 'refresh-client -t /dev/pts/1 -f !ignore-size'],
      [list],
    ])
  })

  it('type into a pane in one request, after its modes have ended', async () => {
    const text = [{ bytes: 'é\0' }, { key: 'Up' }, { paste: 'x' }, { bytes: 'y'.repeat(65) }]
    expect(await commandsOf(({ typeIntoPane }) => typeIntoPane('$1', text))).to.deep.equal([
      [
        'copy-mode -q -t $1:',
        'send-keys -t $1: -H c3 a9',
        'send-keys -N 1 -t $1: -H 00',
        'send-keys -t $1: Up',
        'set-buffer -b penates-viewer -- x',
        'paste-buffer -d -p -r -b penates-viewer -t $1:',
        `set-buffer -b penates-viewer -- ${'y'.repeat(65)}`,
        'paste-buffer -d -r -b penates-viewer -t $1:',
      ].join(' ; '),
    ])
  })

  it('report the mouse to a program that reads it, in the form that it asked for, and to no other', async () => {
    const mouse = (flags: string, button: number, isRelease = false) =>
      commandsOf(
        (commands) => commands.mouse('$1', { button, column: 13, row: 4, isRelease }),
        `%5 0 0 ${flags.slice(0, 2).split('').join(' ')} 10 0 bottom on ${flags.slice(2).split('').join(' ')} 20 9\n`,
      )
    const sent = async (...call: Parameters<typeof mouse>) =>
      / -H ((?: ?[\da-f]{2})+) /.exec((await mouse(...call))[1] ?? '')?.[1]
    const hex = (text: string) => Buffer.from(text, 'latin1').toString('hex').match(/../g)?.join(' ')
    expect(await sent('1100', 2)).to.equal(hex('\x1b[<2;3;4M'))
    expect(await sent('1100', 2, true)).to.equal(hex('\x1b[<2;3;4m'))
    expect(await sent('1000', 2, true)).to.equal(hex('\x1b[M##$'))
    expect(
      [await mouse('0000', 0), await mouse('1100', 32), await mouse('1110', 35)].map(({ length }) => length),
    ).to.deep.equal([1, 1, 1])
    expect([await sent('1110', 32), await sent('1101', 35)]).to.deep.equal([hex('\x1b[<32;3;4M'), hex('\x1b[<35;3;4M')])
  })

  it('send a wheel turn to a program, and none to a viewer', async () => {
    const turn = { notches: -2, column: 5, row: 3 }
    const wheel = (output: string) => commandsOf((commands) => commands.wheel('$1', turn), output)
    const [read = '', sent = ''] = await wheel('%5 0 1 0 0 0 0 bottom on\n')
    expect(read).to.match(/^display-message -p -t \$1: #\{pane_id\}/)
    expect(sent).to.match(/^if-shell -F -t %5 .* -N 6 Up display-messag -p ''$/)
    expect(await wheel('%5 0 0 0 0 0 0 bottom on\n')).to.have.length(1)
    expect(await sessionCommands(answering(E.right('%5 0 1 0 0 0 0 bottom on\n'))).wheel('$1', turn)()).to.deep.equal(
      E.right({ mouse: false, scrolls: 'program' }),
    )
  })
})
