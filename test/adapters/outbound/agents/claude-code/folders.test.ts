import { projectFolders, settingsFolder } from '../../../../../adapters/outbound/agents/claude-code/folders.js'

describe('folders of Claude Code', () => {
  it('are the usual ones in the home without a configuration', () => {
    expect(settingsFolder([], '/home/dev')).to.equal('/home/dev/.claude')
    expect(projectFolders([], '/home/dev')).to.deep.equal([
      '/home/dev/.config/claude/projects',
      '/home/dev/.claude/projects',
    ])
  })

  it('are the configured ones, each given as folder of settings or of conversations', () => {
    const configured = ['/srv/work/projects', '/srv/other']
    expect(settingsFolder(configured, '/home/dev')).to.equal('/srv/work')
    expect(projectFolders(configured, '/home/dev')).to.deep.equal(['/srv/work/projects', '/srv/other/projects'])
  })
})
