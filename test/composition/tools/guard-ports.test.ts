import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { OpenedFile } from '../../../application/files/project-files.port.js'
import type { PushSender } from '../../../application/push/push-sender.port.js'
import type { SessionHost } from '../../../application/sessions/session-host.port.js'
import { guardPorts as guardAllPorts } from '../../../composition/tools/guard-ports.js'
import { makeFeatures } from '../../../composition/make-features.js'
import { PORT_RULES } from '../../../composition/tools/port-rules.js'
import { fakeTools, type FakeTools } from '../../../composition/testing/fake-tools.js'
import { allPorts, type HubTools, type Tools } from '../../../composition/tools/tools.js'
import type { PushTarget } from '../../../domain/push/subscription.js'
import { ROOT } from '../../../domain/files/project-path.js'
import { leftTag, right } from '../../support/results.js'
import { aName } from '../../support/sessions.js'

const guardPorts = (tools: Partial<HubTools> & Tools): HubTools => guardAllPorts(allPorts(tools))
const never = (): Promise<never> => new Promise(() => undefined)
const fails = (): never => {
  throw new Error('a defect of the adapter')
}
const MINUTE_MS = 60_000
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('guardPorts', () => {
  let fakes: FakeTools
  beforeEach(() => {
    fakes = fakeTools()
  })
  const warnings = (): ReadonlyArray<string> =>
    fakes.log.entries
      .filter(({ level }) => level === 'warn')
      .map(({ message, fields }) => `${message}: ${String(fields['port'])}`)
  const withHost = (members: Partial<SessionHost>): Tools =>
    guardPorts({ ...fakes, sessionHost: { ...fakes.sessionHost, ...members } })

  for (const [form, host] of [
    ['a member that throws', { find: fails, list: fails }],
    ['a task that throws', { find: () => fails, list: fails }],
    [
      'a task that rejects',
      { find: () => () => Promise.reject(new Error('no')), list: () => Promise.reject(new Error('no')) },
    ],
    ['an answer that is no promise', { find: () => () => undefined as never, list: () => undefined as never }],
    [
      'an answer that is no Either',
      { find: () => () => Promise.resolve(undefined as never), list: () => Promise.resolve('none' as never) },
    ],
  ] as const)
    it(`turns ${form} into Unavailable, with a log line`, async () => {
      const { sessionHost } = withHost(host)
      const found = await sessionHost.find('shop')()
      expect(found).to.deep.include({ _tag: 'Left' })
      expect(leftTag(found)).to.equal('Unavailable')
      expect(leftTag(await sessionHost.list())).to.equal('Unavailable')
      expect(warnings()).to.deep.equal([
        'a call of a port failed: sessionHost.find',
        'a call of a port failed: sessionHost.list',
      ])
    })

  it('passes on what a function of the caller has thrown, and reports no failure of the port', async () => {
    const { cardStore, approvalRules } = guardPorts(fakes)
    const defect = new Error('a defect of the use case')
    const change = (): never => {
      throw defect
    }
    const thrownBy = async (task: () => Promise<unknown>): Promise<unknown> =>
      task().then(
        () => 'an answer',
        (error: unknown) => error,
      )
    expect([await thrownBy(cardStore.update(change)), await thrownBy(approvalRules.update(change))]).to.deep.equal([
      defect,
      defect,
    ])
    expect(warnings()).to.deep.equal([])
    right(await cardStore.update(E.right)())
  })

  it('answers Unavailable when the limit has passed, and drops the answer that comes later', async () => {
    let answer: (value: E.Either<never, []>) => void = () => undefined
    const { sessionHost } = withHost({ list: () => new Promise((resolve) => (answer = resolve)) })
    const listing = sessionHost.list()
    fakes.clock.advance(PORT_RULES.sessionHost.list.limitMs + 1_000)
    expect(leftTag(await listing)).to.equal('Unavailable')
    answer(E.right([]))
    await settled()
    expect(warnings()).to.deep.equal([
      'a call of a port failed: sessionHost.list',
      'an answer that came too late or twice was dropped: sessionHost.list',
    ])
  })

  it('takes the first answer of a task that answers twice, and drops the second', async () => {
    const twice = (resolve: (answer: E.Either<never, []>) => void): void => {
      resolve(E.right([]))
      resolve(E.right([]))
    }
    const { sessionHost } = withHost({ list: (() => ({ then: twice })) as never })
    expect(right(await sessionHost.list())).to.deep.equal([])
    expect(warnings()).to.deep.equal(['an answer that came too late or twice was dropped: sessionHost.list'])
  })

  it('closes a file that is opened after the limit', async () => {
    let answer: (value: E.Either<never, OpenedFile>) => void = () => undefined
    let isClosed = false
    const file = { close: () => Promise.resolve(void (isClosed = true)) } as unknown as OpenedFile
    const { projectFiles } = guardPorts({
      ...fakes,
      projectFiles: { ...fakes.projectFiles, open: () => () => new Promise((resolve) => (answer = resolve)) },
    })
    const opening = projectFiles.open('/work/shop', ROOT)()
    fakes.clock.advance(MINUTE_MS)
    expect(leftTag(await opening)).to.equal('Unavailable')
    answer(E.right(file))
    await settled()
    expect(isClosed).to.equal(true)
  })

  it('leaves no timer behind once every call is answered', async () => {
    const { sessionHost } = guardPorts(fakes)
    right(await sessionHost.list())
    fakes.clock.advance(MINUTE_MS)
    expect(fakes.clock.waiting()).to.equal(0)
  })

  it('answers for a port without an error with what restricts', async () => {
    const tools = guardPorts({
      ...fakes,
      guardedFolders: { leadsInto: fails, realPathsOf: fails },
      operatorToken: { matches: fails, current: fails, watch: fails },
      pushSender: { publicKey: null, hasContact: fails, send: fails, isPublic: fails },
    })
    expect(await tools.guardedFolders.leadsInto({ tool: 'Bash', input: {}, cwd: null })()).to.equal(true)
    expect(tools.operatorToken.matches('secret')).to.equal(false)
    expect(await tools.pushSender.isPublic('https://push.example')()).to.equal(false)
    tools.operatorToken.watch(() => undefined)()
  })

  it('guards the adapters of a list, and a port that is one function', async () => {
    const tools = guardPorts({ ...fakes, limitSources: [fails, () => Promise.resolve([])], repoWatch: fails })
    expect(await Promise.all(tools.limitSources.map((source) => source()))).to.deep.equal([[], []])
    tools.repoWatch('/work/shop', () => undefined)()
    expect(warnings()).to.deep.equal([
      'a call of a port failed: limitSources.call',
      'a call of a port failed: repoWatch.call',
    ])
  })

  it('keeps an unsubscribe function that throws from its caller', () => {
    const { repoWatch } = guardPorts({ ...fakes, repoWatch: () => fails })
    repoWatch('/work/shop', () => undefined)()
    expect(warnings()).to.deep.equal(['a call of a port failed: repoWatch.call'])
  })

  it('calls the methods of a class with their object', async () => {
    class Sender implements PushSender {
      readonly publicKey = 'key'
      readonly #reason = 'from a class'
      send(): ReturnType<PushSender['send']> {
        return () => Promise.resolve({ _tag: 'NoAnswer', reason: this.#reason })
      }
      hasContact(): boolean {
        return true
      }
      isPublic(): ReturnType<PushSender['isPublic']> {
        return () => Promise.resolve(true)
      }
    }
    const { pushSender } = guardPorts({ ...fakes, pushSender: new Sender() })
    expect(pushSender.publicKey).to.equal('key')
    expect(await pushSender.send({} as PushTarget, {} as never)()).to.deep.equal({
      _tag: 'NoAnswer',
      reason: 'from a class',
    })
  })

  it('runs work once and answers by it, whatever the tracer does', async () => {
    const spans: ReadonlyArray<Tools['tracer']['span']> = [
      fails,
      () => Promise.reject(new Error('no')),
      never,
      (_name, _facts, work) => work(fails),
      (_name, _facts, work) => Promise.resolve().then(() => work(() => undefined)),
    ]
    for (const span of spans) {
      let runs = 0
      const { tracer } = guardPorts({ ...fakes, tracer: { span, close: () => Promise.resolve() } })
      const answer = await tracer.span('GET', {}, (end) => {
        end(null)
        return Promise.resolve((runs += 1))
      })
      await settled()
      expect([answer, runs]).to.deep.equal([1, 1])
    }
  })

  it('goes on without a log that throws', async () => {
    const tools = guardPorts({
      ...fakes,
      log: { info: fails, warn: fails, error: fails },
      sessionHost: { ...fakes.sessionHost, list: fails },
    })
    tools.log.info('written nowhere')
    expect(leftTag(await tools.sessionHost.list())).to.equal('Unavailable')
  })

  it('hands the link of a terminal on as it is', async () => {
    fakes.sessionHost.controls.startByHand('shop')
    const [spec, listener] = [
      { session: 'shop', size: { cols: 80, rows: 24 }, hidden: false },
      { output: () => undefined, drained: () => undefined, exit: () => undefined },
    ] as never as Parameters<Tools['terminalHost']['attach']>
    const link = right(await fakes.terminalHost.attach(spec, listener)())
    const tools = guardPorts({ ...fakes, terminalHost: { ...fakes.terminalHost, attach: () => TE.right(link) } })
    expect(right(await tools.terminalHost.attach(spec, listener)())).to.equal(link)
  })

  it('releases the lock of a session whose host never answers', async () => {
    let isHanging = true
    const { end } = fakes.sessionHost
    const features = makeFeatures({
      ...fakes,
      sessionHost: { ...fakes.sessionHost, end: (name) => (isHanging ? never : end(name)) },
    })
    fakes.sessionHost.controls.startByHand('cc-shop')
    const first = features.sessions.kill(aName('cc-shop'))()
    const second = features.sessions.kill(aName('cc-shop'))()
    await settled()
    isHanging = false
    fakes.clock.advance(MINUTE_MS)
    expect(leftTag(await first)).to.equal('Unavailable')
    expect(right(await second)).to.not.equal(undefined)
  })
})
