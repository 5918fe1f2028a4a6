import { gitIn } from '../support/board-places.js'
import { BRANCH, fingerprint } from '../support/board-scene.js'
import { eventually } from '../support/eventually.js'
import { openGitServer, type GitServer, type Protocol } from '../support/git-server.js'
import { remoteScene, type RemoteScene } from '../support/remote-scene.js'

/** Ends the connection that a hook is run for: the process of this client's ssh, or the one that talks to it itself. */
const CUT: Readonly<Record<Protocol, string>> = {
  ssh: `pid=$PPID
until [ "$(cat /proc/$pid/comm)" = sshd-session ]; do pid=$(sed 's/.*) . //; s/ .*//' /proc/$pid/stat); done
kill -9 $pid`,
  git: 'kill -9 $PPID',
}

/** git says little more than that, where there is no ssh to say it. */
const HUNG_UP: Readonly<Record<Protocol, RegExp>> = {
  ssh: /Connection (closed|reset)/,
  git: /Could not read from remote repository|hung up/,
}

/** Keeps the first push waiting, with everything received, until it may go on. A hook runs in its repository. */
const HOLD = '[ -e held ] && exit 0; touch held; until [ -e go ]; do sleep 0.05; done'

/** A push that is given this long has surely reached the remote's hook, on a busy machine as well. */
const SLOW_MS = 6_000

describe('finishing a card on a remote on another machine', function () {
  this.timeout(120_000)
  let server: GitServer
  let scene: RemoteScene
  let untouched: unknown
  before(async () => {
    server = await openGitServer()
  })
  after(() => server.close())
  const open = async (protocol: Protocol): Promise<void> => {
    scene = await remoteScene(server, protocol)
    untouched = await scene.traces()
  }
  afterEach(() => scene.place.close())

  const isDone = async (): Promise<void> => {
    const ended = await scene.finish()
    expect(ended).to.have.property('end', 'done')
    await isThere()
  }
  /** Card, journal and both bases say the same. */
  const isThere = async (): Promise<void> => {
    const base = await scene.tip('main')
    expect(await scene.onRemote()).to.equal(base)
    expect([(await scene.card()).stage, await scene.stage(), await scene.words()]).to.deep.equal(['done', 'done', null])
    expect(await scene.place.git('show', 'main:b')).to.equal('new')
  }
  const isUntouched = async (stage = 'aborted'): Promise<void> => {
    expect(await scene.traces()).to.deep.equal(untouched)
    expect(await scene.stage()).to.equal(stage)
  }

  /** Until the first push has been taken so far that only its refs are missing. */
  const isHeld = async (): Promise<void> => {
    await server.sh(`test -e /srv/git/${scene.name}/held`)
  }

  for (const protocol of ['ssh', 'git'] as const satisfies ReadonlyArray<Protocol>)
    describe(`over ${protocol}`, () => {
      beforeEach(() => open(protocol))

      it('pushes the base with the merge', async () => {
        const parents = [await scene.tip('main'), await scene.tip(BRANCH)]
        const others = await fingerprint(scene.bystander)
        await isDone()
        expect((await scene.onRemote('main^@')).split(/\s+/)).to.deep.equal(parents)
        expect(await fingerprint(scene.bystander)).to.equal(others)
      })

      it('tells what a hook said that refuses it, and changes nothing', async () => {
        await server.hook(scene.name, 'pre-receive', 'echo "no merges on Fridays" >&2; exit 1')
        const refused = await scene.finish()
        expect(refused).to.deep.include({ end: 'PushFailed', isPending: false })
        expect(refused)
          .to.have.property('words')
          .that.matches(/^no merges on Fridays\n.*pre-receive hook declined/)
        expect(refused).to.have.property('words', await scene.words())
        await isUntouched()
        await server.hook(scene.name, 'pre-receive', 'exit 0')
        await isDone()
      })

      it('keeps commits that were pushed meanwhile', async () => {
        const other = await scene.elsewhere()
        await scene.place.git('config', 'penates.check', `git -C '${other}' push --quiet origin main`)
        const refused = await scene.finish()
        expect(refused).to.deep.include({ end: 'PushFailed', isPending: false })
        expect(refused)
          .to.have.property('words')
          .that.matches(/rejected/)
        await isUntouched()
        const theirs = await gitIn(other, 'rev-parse', 'HEAD')
        expect(await scene.onRemote()).to.equal(theirs)
        await scene.place.git('config', '--unset', 'penates.check')
        expect(await scene.finish()).to.have.property('end', 'base-behind')
        await scene.place.git('pull', '--quiet', '--ff-only', 'origin', 'main')
        await isDone()
        expect(await scene.onRemote('main^')).to.equal(theirs)
      })

      it('comes to nothing when the connection is cut before the remote has taken it', async () => {
        await server.hook(scene.name, 'pre-receive', `${CUT[protocol]}; kill -9 $PPID`)
        expect(await scene.finish()).to.deep.include({ end: 'PushFailed', isPending: false })
        await isUntouched()
        await server.hook(scene.name, 'pre-receive', 'exit 0')
        await isDone()
      })

      it('is done when the connection is cut after the remote has taken it', async () => {
        await server.hook(scene.name, 'post-receive', CUT[protocol])
        await isDone()
      })

      it('does not begin while the remote hangs up, and says so', async () => {
        await scene.place.git('remote', 'set-url', 'origin', server.deafUrl(protocol))
        const refused = await scene.finish()
        expect(refused).to.have.property('end', 'remote-silent')
        expect(refused).to.have.property('words').that.matches(HUNG_UP[protocol])
        await isUntouched('none')
        await scene.follow()
        await isDone()
      })

      it('does not begin while the remote takes calls and never answers: that has an end', async () => {
        await server.pause()
        scene.limit(1_000)
        const refused = await scene.finish().finally(() => server.resume())
        expect(refused).to.deep.include({ end: 'remote-silent', words: 'took too long and was ended' })
        expect(scene.allowedMs()).to.be.within(1_000, 60_000)
        await isUntouched('none')
        scene.limit(60_000)
        await isDone()
      })

      it('does not begin while the remote is away, and says so', async () => {
        await server.kill()
        const refused = await scene.finish().finally(() => server.restart())
        expect(refused).to.have.property('end', 'remote-silent')
        expect(refused)
          .to.have.property('words')
          .that.matches(/refused/)
        await isUntouched('none')
        await scene.follow()
        await isDone()
      })

      it('stays open when the remote dies while it takes it, and ends when it is back', async () => {
        await server.hook(scene.name, 'pre-receive', HOLD)
        const finishing = scene.finish()
        await eventually(() => isHeld())
        await server.kill()
        expect(await finishing).to.deep.include({ end: 'PushFailed', isPending: true, words: await scene.words() })
        await isUntouched('publishing')
        expect(await scene.finish()).to.have.property('end', 'finish-pending')
        await server.restart()
        await scene.follow()
        await scene.recover()
        await isThere()
      })
    })

  it('stays open when the remote falls silent while it takes it, and ends when it speaks again', async () => {
    await open('ssh')
    await server.hook(scene.name, 'pre-receive', HOLD)
    scene.limit(SLOW_MS)
    const finishing = scene.finish()
    await eventually(() => isHeld())
    await server.pause()
    scene.limit(1_000)
    expect(await finishing.finally(() => server.resume())).to.deep.include({ end: 'PushFailed', isPending: true })
    await isUntouched('publishing')
    await server.sh(`touch /srv/git/${scene.name}/go`)
    scene.limit(60_000)
    await scene.recover()
    await isThere()
  })

  it('never prompts for the key of a host, and names the refused user', async () => {
    await open('ssh')
    const words = { 'unknown-host': /Host key verification failed/, 'no-key': /Permission denied/ } as const
    for (const what of ['unknown-host', 'no-key'] as const) {
      await scene.place.git('config', 'core.sshCommand', server.strangeSsh(what))
      const refused = await scene.finish()
      expect(refused).to.have.property('end', 'remote-silent')
      expect(refused).to.have.property('words').that.matches(words[what])
    }
    await isUntouched('none')
    await scene.place.git('config', 'core.sshCommand', server.sshCommand())
    await isDone()
  })
})
