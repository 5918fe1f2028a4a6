import {
  filteredProjects,
  neighbourStep,
  pinnedProjectsFirst,
  putBefore,
} from '../../../adapters/inbound/web/src/app/project-order.js'

const project = (id: string, pinned = false) => ({ id, pinned, displayName: id, path: `/code/${id}` })
const ids = (projects: ReadonlyArray<{ readonly id: string }>): string => projects.map(({ id }) => id).join(' ')

const all = [project('a'), project('b', true), project('c'), project('d', true)]

describe('project list', () => {
  it('lists pinned projects first and keeps the order of the hub within both groups', () => {
    expect(ids(pinnedProjectsFirst(all))).to.equal('b d a c')
  })

  it('filters by name and folder', () => {
    expect(ids(filteredProjects(all, 'code/c'))).to.equal('c')
    expect(filteredProjects(all, 'zz')).to.deep.equal([])
  })

  it('moves a project before another one or to the end', () => {
    expect(ids(putBefore(all, 'd', 'a'))).to.equal('d a b c')
    expect(ids(putBefore(all, 'a', null))).to.equal('b c d a')
    expect(ids(putBefore(all, 'x', 'a'))).to.equal('a b c d')
    expect(ids(putBefore(all, 'a', 'x'))).to.equal('a b c d')
  })

  it('steps within the pinned or unpinned group and stops at the edges', () => {
    expect(neighbourStep(all, 'c', -1)).to.equal('a')
    expect(neighbourStep(all, 'a', -1)).to.equal(undefined)
    expect(neighbourStep(all, 'a', 1)).to.equal(null)
    expect(neighbourStep(all, 'c', 1)).to.equal(undefined)
    expect(neighbourStep([...all, project('e')], 'a', 1)).to.equal('e')
  })
})
