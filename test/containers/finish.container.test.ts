import { expect } from 'chai'
import { openGitServer, type GitServer, type Protocol } from '../support/git-server.js'
import { BRANCH, CARD, boardScene, fingerprint, type BoardScene } from '../support/board-scene.js'
import { OPERATOR } from '../support/board-use-cases.js'
import { right } from '../support/results.js'

describe('finishing a card on a remote of its own machine', function () {
  this.timeout(120_000)
  let server: GitServer
  let repositories = 0
  before(async () => {
    server = await openGitServer()
  })
  after(() => server.close())

  for (const protocol of ['ssh', 'git'] as const satisfies ReadonlyArray<Protocol>)
    describe(`over ${protocol}`, () => {
      let scene: BoardScene
      let name: string
      beforeEach(async () => {
        name = `shop-${String((repositories += 1))}`
        await server.create(name)
        scene = await boardScene({ withRemote: false })
        const { git } = scene.place
        await git('config', 'core.sshCommand', server.sshCommand())
        await git('remote', 'add', 'origin', server.url(protocol, name))
        await git('push', '--quiet', 'origin', 'main')
      })
      afterEach(() => scene.place.close())
      const onRemote = (expression = 'main'): Promise<string> =>
        server.sh(`git --git-dir=/srv/git/${name} rev-parse ${expression}`).then((text) => text.trim())

      it('pushes the base with the merge', async () => {
        const before = [await scene.tip('main'), await scene.tip(BRANCH)]
        const others = await fingerprint(scene.bystander)
        const use = await scene.open()
        const done = right(await use.finish(CARD, { finishId: 'f1', pushes: true }, OPERATOR)())
        expect(done).to.include({ stage: 'done', pushed: true, merged: true })
        expect([await onRemote(), await scene.tip('main')]).to.deep.equal([done.merge, done.merge])
        expect((await onRemote('main^@')).split('\n')).to.deep.equal(before)
        expect(await fingerprint(scene.bystander)).to.equal(others)
      })
    })
})
