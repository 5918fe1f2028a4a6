import { expect } from 'chai'
import type { Notifier } from '../../application/shared/notifier.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeNotifier`. */
export interface NotifierHarness<Target, Message> extends Harness {
  /** Adapter under test. */
  readonly notifier: Notifier<Target, Message>
  /** A target that the notifier can reach. */
  readonly target: Target
  /** A target at a private address that is not permitted. */
  readonly privateTarget: Target
  /** URL of that target. */
  readonly privateUrl: string
  /** Message with this title. */
  readonly messageOf: (title: string) => Message
  /** Titles of the messages that the server has received. */
  readonly received: () => ReadonlyArray<string>
  /** Sets the server's answer from now on; `null` hangs up without one. */
  readonly answerWith: (status: number | null, reason: string, retryAfterSeconds: number | null) => void
}

/** Suite of every sender of messages. */
export function describeNotifier<Target, Message>(
  technology: string,
  open: () => Promise<NotifierHarness<Target, Message>>,
): void {
  describe(`Notifier on ${technology}`, () => {
    let h: NotifierHarness<Target, Message>
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    notifierClauses(() => h)
  })
}

/** Tests of the clauses, for the suites of senders that promise more. */
export function notifierClauses<Target, Message>(
  scene: () => Pick<NotifierHarness<Target, Message>, Exclude<keyof NotifierHarness<Target, Message>, 'close'>>,
): void {
  const send = (title: string) => {
    const { notifier, target, messageOf } = scene()
    return notifier.send(target, messageOf(title))
  }

  it('delivers each message once', async () => {
    const answers = [await send('shöp — Ready')(), await send('two')()]
    expect(answers.map((answer) => answer._tag === 'Answered' && Math.floor(answer.statusCode / 100))).to.deep.equal([
      2, 2,
    ])
    expect(scene().received()).to.deep.equal(['shöp — Ready', 'two'])
  })

  it('sends nothing until the task runs', async () => {
    const later = send('later')
    await send('now')()
    expect(scene().received()).to.deep.equal(['now'])
    await later()
    expect(scene().received()).to.deep.equal(['now', 'later'])
  })

  for (const [statusCode, reason] of [
    [404, 'no such'],
    [429, 'slower'],
    [500, 'oops'],
  ] as const)
    it(`returns the answer ${String(statusCode)} of the service with its reason and its wait`, async () => {
      scene().answerWith(statusCode, reason, 7)
      expect(await send('one')()).to.deep.equal({ _tag: 'Answered', statusCode, reason, retryAfterMs: 7_000 })
    })

  it('returns no answer where the service gives none', async () => {
    scene().answerWith(null, '', null)
    expect((await send('one')())._tag).to.equal('NoAnswer')
  })

  it('tells public addresses from private ones', async () => {
    const { notifier, privateUrl } = scene()
    expect(await notifier.isPublic(privateUrl)()).to.equal(false)
    expect(await notifier.isPublic('https://192.0.32.8/push/1')()).to.equal(true)
  })

  it('sends nothing to a private address that is not permitted', async () => {
    const { notifier, privateTarget, messageOf, received } = scene()
    expect((await notifier.send(privateTarget, messageOf('one'))())._tag).to.equal('NoAnswer')
    expect(received()).to.deep.equal([])
  })
}
