import { withHub } from '../support/with-hub.js'

describe('access tokens in the browser', function () {
  this.timeout(60_000)
  const t = withHub({})

  it('are made with permissions, shown once, used and revoked', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/settings')
    const part = page.getByRole('region', { name: 'Access tokens' })
    await part.getByText('No access tokens yet.').waitFor()
    await part.getByRole('button', { name: 'New token' }).click()
    await part.getByLabel('Name').fill('Phone')
    await part.getByLabel('View').check()
    await part.getByRole('button', { name: 'Create token' }).click()
    const secret = await part.getByLabel('New token').inputValue()
    const asToken = async (): Promise<number> => {
      const headers = { Authorization: `Bearer ${secret}` }
      return (await fetch(`${t.hub.url}/api/sessions`, { headers })).status
    }
    expect([secret.startsWith('pnt_'), await asToken()]).to.deep.equal([true, 200])
    await part.getByRole('button', { name: 'Done' }).click()
    const row = part.locator('li', { hasText: 'Phone' })
    await row.getByText('View').waitFor()
    await row.getByRole('button', { name: 'Revoke' }).click()
    await row.getByRole('button', { name: 'Revoke now?' }).click()
    await row.waitFor({ state: 'detached' })
    expect([await asToken(), faults()]).to.deep.equal([401, []])
  })
})
