import { remoteErrorText } from '../../../../adapters/outbound/git/outcome.js'

const said = (stderr: string): string => remoteErrorText({ exitCode: 1, stdout: '', stderr })

describe('error text of a remote', () => {
  it('begins with the words of its hook and has git’s reason, but not where it is', () => {
    const stderr = [
      'remote: no merges on Fridays        \u001b[K',
      'remote: ask Grace',
      'To ssh://git@hub.example/srv/git/shop',
      ' ! [remote rejected] 0f7c0a -> main (pre-receive hook declined)',
      "error: failed to push some refs to 'ssh://git@hub.example/srv/git/shop'",
    ]
    expect(said(stderr.join('\n'))).to.equal(
      'no merges on Fridays\nask Grace\n! [remote rejected] 0f7c0a -> main (pre-receive hook declined)',
    )
  })

  it('is what ssh complains of, where git only knows that it could not read', () => {
    const stderr = [
      'git@hub.example: Permission denied (publickey).\r',
      'fatal: Could not read from remote repository.',
      '',
      'Please make sure you have the correct access rights',
      'and the repository exists.',
    ]
    expect(said(stderr.join('\n'))).to.equal('git@hub.example: Permission denied (publickey).')
  })

  it('is git’s own line when neither hook nor ssh printed anything', () => {
    expect(said('fatal: Could not read from remote repository.\n\nand the repository exists.\n')).to.equal(
      'fatal: Could not read from remote repository.',
    )
    expect(said('')).to.equal('git ended without a word')
  })

  it('has an end, however much a hook writes', () => {
    expect(said('remote: no\n'.repeat(10_000))).to.have.length(1_000)
  })
})
