import { isWorktree, startFolders, suggestedFolder } from '../../../domain/sessions/recent-directories.js'

describe('isWorktree', () => {
  it('tells worktrees of cards and of Claude Code', () => {
    const paths = [
      '/code/.penates-worktrees/shop/a',
      '/code/shop/.claude/worktrees/a',
      '/code/shop',
      '/code/worktrees/a',
    ]
    expect(paths.map(isWorktree)).to.deep.equal([true, true, false, false])
  })
})

describe('folders for a new session', () => {
  const SHOP = { path: '/code/shop', displayName: 'Shop' }

  it('are projects, then folders of recent work that are neither projects nor worktrees', () => {
    const recent = ['/code/shop', '/code/.penates-worktrees/shop/a', '/code/lab']
    expect(startFolders([SHOP], recent)).to.deep.equal([
      { path: '/code/shop', kind: 'project', name: 'Shop' },
      { path: '/code/lab', kind: 'recent', name: null },
    ])
  })

  it('begin with the most recent one that is no project, else with the first project', () => {
    expect([
      suggestedFolder(startFolders([SHOP], ['/code/lab', '/code/old'])),
      suggestedFolder(startFolders([SHOP], ['/code/shop'])),
      suggestedFolder(startFolders([], [])),
    ]).to.deep.equal(['/code/lab', '/code/shop', null])
  })
})
