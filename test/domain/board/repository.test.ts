import { checkoutOf, worktreeAt, worktreeRoot, type Repository } from '../../../domain/board/repository.js'

const at = (path: string, branch: string | null = null) => ({ path, head: 'a', branch, isMain: false })
const repository = (...worktrees: ReadonlyArray<ReturnType<typeof at>>): Repository => ({
  root: '/work/shop',
  prefix: '',
  base: 'main',
  branches: new Map(),
  remoteBranches: new Map(),
  hasRemote: false,
  worktrees,
})

describe('the folder of a project’s worktrees', () => {
  it('lies beside the project and has its name', () => {
    expect(['/work/shop', '/work/shop/', '/work/a/shop//', '/shop'].map(worktreeRoot)).to.deep.equal([
      '/work/.penates-worktrees/shop',
      '/work/.penates-worktrees/shop',
      '/work/a/.penates-worktrees/shop',
      '/.penates-worktrees/shop',
    ])
  })
})

describe('the worktree at a path', () => {
  const [one, other] = [at('/real/work/.penates-worktrees/shop/one'), at('/real/work/.penates-worktrees/shop/another')]

  it('is the one with this path', () => {
    expect(worktreeAt(repository(one, other), other.path)).to.equal(other)
    expect(worktreeAt(repository(at('/x/one'), one), one.path)).to.equal(one)
  })

  it('is found below the folder of worktrees when the path above it is a link', () => {
    const linked = '/link/.penates-worktrees/shop/one'
    expect(worktreeAt(repository(other, one), linked)).to.equal(one)
    expect(worktreeAt(repository(other), linked)).to.equal(undefined)
    expect(worktreeAt(repository(at('/real/.penates-worktrees/other/one')), linked)).to.equal(undefined)
  })

  it('is not found by the end of a path that is in no such folder', () => {
    expect(worktreeAt(repository(at('/work/shop'), one), '/shop')).to.deep.equal(at('/work/shop'))
    expect(worktreeAt(repository(one), '/elsewhere')).to.equal(undefined)
  })
})

describe('the checkout of a branch', () => {
  it('is the work tree that has it', () => {
    const [main, idea] = [at('/work/shop', 'main'), at('/w/x', 'idea/x')]
    const found = (branch: string) => checkoutOf(repository(main, idea, at('/w/detached')), branch)
    expect([found('main'), found('idea/x'), found('other')]).to.deep.equal([main, idea, undefined])
  })
})
