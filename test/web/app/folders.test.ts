import fc from 'fast-check'
import {
  completions,
  folderFault,
  homely,
  shortPath,
  typedPath,
} from '../../../adapters/inbound/web/src/app/folders.js'

describe('folder display', () => {
  it('abbreviates paths below the home folder to ~', () => {
    expect(homely('/home/dev/code', '/home/dev')).to.equal('~/code')
    expect(homely('/home/dev', '/home/dev')).to.equal('~')
    expect(homely('/home/developer', '/home/dev')).to.equal('/home/developer')
    expect(homely('/srv', null)).to.equal('/srv')
  })

  it('removes whole folders from the middle of long paths', () => {
    expect(shortPath('~/code/shop', 20)).to.equal('~/code/shop')
    expect(shortPath('/home/dev/clients/one/backend/shop', 24)).to.equal('/home/…/one/backend/shop')
  })

  it('stays within the length and keeps the end of the path', () => {
    const paths = fc
      .array(fc.stringMatching(/^[a-z ]{1,30}$/), { minLength: 1, maxLength: 12 })
      .map((parts) => `/${parts.join('/')}`)
    fc.assert(
      fc.property(paths, fc.integer({ min: 12, max: 60 }), (path, max) => {
        const short = shortPath(path, max)
        expect(short.length).to.be.at.most(max)
        expect(path.endsWith(short.slice(short.lastIndexOf('…') + 1))).to.equal(true)
      }),
    )
  })

  it('accepts absolute paths and paths below ~ only', () => {
    expect(['/srv', '~', '~/code', 'code', '~dev', ' '].map(folderFault)).to.deep.equal([
      null,
      null,
      null,
      'relative',
      'relative',
      'empty',
    ])
  })
})

describe('folder completion', () => {
  it('lists the folder before the last slash once there is one', () => {
    expect(['~/co', '/', '~/code/', '~', '', 'code/x', ' /a'].map(typedPath)).to.deep.equal([
      { folder: '~/', name: 'co' },
      { folder: '/', name: '' },
      { folder: '~/code/', name: '' },
      null,
      null,
      null,
      { folder: '/', name: 'a' },
    ])
  })

  it('lists names that begin with the input before names that contain it, in the typed spelling', () => {
    const names = ['archive', 'Code', 'decoder', 'docs']
    expect(completions({ folder: '~/', name: 'co' }, names, 5)).to.deep.equal(['~/Code', '~/decoder'])
    expect(completions({ folder: '/x/', name: '' }, names, 2)).to.deep.equal(['/x/archive', '/x/Code'])
  })
})
