import * as E from 'fp-ts/lib/Either.js'
import { hubOfSuite, type FakeHub } from './fake-hub.js'

/** The routes of the project in `/work/shop`. */
export const SHOP = '/api/projects/shop'

/** Registers the folder `/work/shop` and makes it. */
export async function addShop(hub: FakeHub): Promise<void> {
  await hub.disk.controls.makeFolder('/work/shop')
  const project = { id: 'shop', displayName: 'Shop', path: '/work/shop', pinned: false }
  await hub.projectStore.update(({ hidden }) => E.right({ projects: [project], hidden }))()
}

/** One hub for the suite, with these files alone in the project before each test. */
export function hubOfShop(files: Readonly<Record<string, string>>): FakeHub {
  const hub = hubOfSuite()
  before(() => addShop(hub))
  beforeEach(async () => {
    hub.clock.advance(60_000)
    await hub.disk.controls.remove('/work/shop')
    for (const [path, content] of Object.entries(files)) await hub.disk.controls.write(`/work/shop/${path}`, content)
  })
  return hub
}

/** Registers projects without folders, for cards. */
export async function registerProjects(
  { projectStore }: Pick<FakeHub, 'projectStore'>,
  ...ids: ReadonlyArray<string>
): Promise<void> {
  const added = ids.map((id) => ({ id, displayName: id, path: `/projects/${id}`, pinned: false }))
  await projectStore.update(({ projects, hidden }) => E.right({ projects: [...projects, ...added], hidden }))()
}
