import { describe, expect, it } from 'vitest';
import { touchedOperations } from '../../../../renderer/bridge/touched-operations.ts';

describe('operations touched by a change', () => {
  it('asks for the loss curve again after loss points, and for nothing else', () => {
    const touched = touchedOperations(['loss-points']);
    expect(['adapt.runs', 'data.page', 'jobs.list'].filter(touched)).toEqual(['adapt.runs']);
  });

  it('joins the readers of all entities of a commit', () => {
    const touched = touchedOperations(['loss-points', 'audit']);
    expect(['adapt.runs', 'audit.list', 'data.page'].filter(touched)).toEqual(['adapt.runs', 'audit.list']);
  });

  it('takes an entity that it does not know to touch everything', () => {
    const touched = touchedOperations(['audit', 'something-new']);
    expect(['data.page', 'study.get', 'jobs.list'].every(touched)).toBe(true);
  });

  it('asks for nothing after a line of a log', () => {
    expect(touchedOperations(['job-logs'])('jobs.list')).toBe(false);
  });
});
