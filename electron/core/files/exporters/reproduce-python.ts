import { formulaParts } from '../../../../shared/evaluation/reproduction/script-study.ts';
import type { ScriptStudy } from '../../../../shared/evaluation/reproduction/script-study.ts';
import { pythonAssociations } from './reproduce-python-associations.ts';
import { pythonBody, pythonMain } from './reproduce-python-body.ts';
import { pythonDivergences } from './reproduce-python-divergences.ts';
import { pythonEffects } from './reproduce-python-effects.ts';
import { pythonLikelihoods } from './reproduce-python-likelihoods.ts';
import { pythonRectification } from './reproduce-python-rectification.ts';
import { literalInPython, oneALine } from './script-literals.ts';

/**
 * The same in Python with numpy and scipy alone. Formulas arrive taken apart, since neither reads them; least squares, the
 * likelihoods and the robust covariances are written out. It holds names, codes and formulas, and no data.
 */
export function reproduceInPython(study: ScriptStudy): string {
  const columns = study.columns.map(({ name, kind, codes, scores, meanScores }) =>
    literalInPython({ name, kind, codes, scores, meanScores }),
  );
  const regressions = study.regressions.map(({ name, model, formula, covariance, contrasts = 'treatment' }) =>
    literalInPython({ name, model, formula, covariance, contrasts, parts: formulaParts(formula) }),
  );
  const leftOut = study.leftOut.map(
    ({ name, variables }) =>
      `# Not redone: ${JSON.stringify(name)} uses ${variables.join(', ')}, which is not exported.`,
  );
  return [
    opening,
    `LEVEL = ${study.level}`,
    `COLUMNS = ${oneALine('[', columns, ']')}`,
    `ITEMS = ${literalInPython(study.items)}`,
    `BELIEFS = ${literalInPython(study.beliefs)}`,
    `GROUPINGS = ${literalInPython(study.groupings)}`,
    `TREATMENTS = ${literalInPython(study.treatments)}`,
    ...leftOut,
    `REGRESSIONS = ${oneALine('[', regressions, ']')}`,
    pythonLikelihoods.trimStart() +
      pythonEffects +
      pythonBody +
      pythonDivergences +
      pythonAssociations +
      pythonRectification +
      pythonMain,
  ].join('\n');
}

const opening = String.raw`# Redoes the regressions, the average effects, the slopes of actions on beliefs, the divergences, the rectified and the cross-fitted estimates of a
# Pilotlight report from exported rows: of the models, the baselines and the humans.
#
#   pilotlight export PROJECT --out rows.csv --rows both
#   python3 reproduce.py rows.csv numbers.csv
#
# Needs Python 3.9, numpy and scipy. Writes one number a line; without a second file it prints them. The rows are
# confidential: they are answers of single respondents. This script holds no data.
import csv
import math
import sys

import numpy as np
from scipy import stats

# ---- The study ----
`;
