import { hubOfEachTest } from '../../../../support/fake-hub.js'
import { right } from '../../../../support/results.js'

const SHOP = '/work/shop'
const TREES = '/work/.penates-worktrees/shop'

describe('starts with a prompt and a worktree', () => {
  const hub = hubOfEachTest()
  let tip: string
  beforeEach(() => {
    hub.boardGit.controls.create(SHOP)
    tip = hub.boardGit.controls.commit(SHOP, 'main', { a: '1' })
  })

  const create = (body: object) =>
    hub.send('POST', '/api/sessions', { body: { name: 'one', directory: SHOP, ...body } })
  const git = () => hub.boardGit.controls.of(SHOP)
  const stored = async () => right(await hub.record.read()).known.find(({ name }) => name === 'cc-one')

  it('gives each coding CLI its prompt as one argument, and stores the command line without it', async () => {
    const prompt = 'Fix "prices"\n$(id) `id`'
    for (const [command, started] of [
      ['claude --model opus', 'claude --permission-mode default --model opus "$PENATES_PRIME_PROMPT"'],
      ['codex', 'codex "$PENATES_PRIME_PROMPT"'],
      ['agy', 'agy --prompt-interactive "$PENATES_PRIME_PROMPT"'],
      ['opencode', 'opencode --prompt "$PENATES_PRIME_PROMPT"'],
    ] as const) {
      expect((await create({ command, prompt })).status, command).to.equal(201)
      const spec = hub.host.controls.specOf('cc-one')
      expect(spec?.command).to.equal(started)
      expect(spec?.environment['PENATES_PRIME_PROMPT']).to.equal(prompt)
      expect((await stored())?.command).to.equal(command)
      hub.host.controls.exit('cc-one')
    }
  })

  it('keeps a prompt that begins with a dash from being read as an option', async () => {
    await create({ command: 'claude', prompt: '--help me' })
    expect(hub.host.controls.specOf('cc-one')?.environment['PENATES_PRIME_PROMPT']).to.equal(' --help me')
  })

  it('refuses a prompt for the shell and for other programs', async () => {
    for (const program of [{ shell: true }, { command: 'make' }]) {
      const { status, json } = await create({ ...program, prompt: 'x' })
      expect([status, json]).to.deep.equal([400, { error: 'Only coding CLIs take a first prompt' }])
    }
    expect(await stored()).to.equal(undefined)
  })

  it('starts in its own worktree on a new branch at the commit of the folder', async () => {
    const { status, json } = await create({ command: 'claude', branch: 'feat/Cart' })
    expect([status, (json as { path: string }).path]).to.deep.equal([201, `${TREES}/feat-cart`])
    expect([git().branches.get('feat/Cart'), git().worktrees.has(`${TREES}/feat-cart`)]).to.deep.equal([tip, true])
    expect((await stored())?.directory).to.equal(`${TREES}/feat-cart`)
  })

  it('leaves neither worktree nor branch behind when the session does not start', async () => {
    const { status } = await create({ shell: true, prompt: 'x', branch: 'feat/cart' })
    expect([status, [...git().branches.keys()], git().worktrees.size]).to.deep.equal([400, ['main'], 1])
  })

  it('refuses names that git refuses, folders outside repositories and taken branches', async () => {
    for (const branch of ['-x', 'a..b', '***'])
      expect((await create({ branch })).json, branch).to.deep.equal({ error: 'Invalid branch name' })
    hub.host.controls.startByHand('x', '/work/plain')
    const outside = await create({ directory: '/work/plain', branch: 'b' })
    expect([outside.status, outside.json]).to.deep.equal([
      409,
      { error: 'isolation-unavailable', detail: 'not-a-repository' },
    ])
    expect((await create({ branch: 'main' })).status).to.equal(500)
    expect(git().worktrees.size).to.equal(1)
  })
})
