import { hubOfSuite } from '../../../../support/fake-hub.js'
import { addShop } from '../../../../support/shop-project.js'

describe('GET /api/start-folders', () => {
  const hub = hubOfSuite()

  const read = async (query = '') => (await hub.send('GET', `/api/start-folders${query}`)).json

  it('names projects and folders of recent work, and the state of the wanted or the suggested one', async () => {
    expect(await read()).to.deep.include({ folders: [] })
    await addShop(hub)
    hub.projectFolders.controls.make('/work/shop')
    const { folders, suggested } = (await read()) as { readonly folders: unknown; readonly suggested: string }
    expect([folders, suggested]).to.deep.equal([[{ path: '/work/shop', kind: 'project', name: 'Shop' }], '/work/shop'])
    expect(await read('?path=/nowhere')).to.deep.include({ chosen: null })
  })
})
