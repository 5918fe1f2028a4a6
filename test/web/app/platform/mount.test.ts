import { hubPath } from '../../../../adapters/inbound/web/src/app/platform/mount.js'

describe('the path of a page', () => {
  it('is taken below the path that the hub is mounted at', () => {
    expect(hubPath('/board/one', '')).to.equal('/board/one')
    expect(hubPath('/penates/board/one', '/penates')).to.equal('/board/one')
    expect(hubPath('/penates/', '/penates')).to.equal('/')
    expect(hubPath('/penatesboard', '/penates')).to.equal('/penatesboard')
  })
})
