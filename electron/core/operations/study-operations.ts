import { basename, resolve } from 'node:path';
import type { studyContract } from '../../../shared/contract/study.ts';
import { checkFormula } from '../../../shared/domain/check-formula.ts';
import { checkRuleTexts } from '../../../shared/domain/check-condition.ts';
import { checkStudy } from '../../../shared/domain/check-study.ts';
import type { Codebook } from '../../../shared/domain/codebook.ts';
import { completeCondition, completeFormula } from '../../../shared/domain/complete-text.ts';
import type { CompletionList } from '../../../shared/domain/complete-text.ts';
import { draftStudy } from '../../../shared/domain/draft-study.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { appendAudit } from '../database/repositories/audit.ts';
import { hashText } from '../files/hash.ts';
import { writeNewFile } from '../files/write-new-file.ts';
import type { Session } from '../session.ts';
import { faultsOf } from './faults-of.ts';
import { recipeFiles } from './recipe-files.ts';
import { findProjectStudy, requireUnchangedStudy, saveProjectStudy } from './save-study.ts';
import { readStudyState } from './study-state.ts';
import { requireSound } from './require-sound.ts';

type StudyHandlers = Handlers<typeof studyContract>;

export function studyOperations(session: Session): StudyHandlers {
  return { ...keepingOperations(session), ...fileOperations(session), ...writingOperations(session) };
}

function keepingOperations(
  session: Session,
): Pick<StudyHandlers, 'study.set' | 'study.get' | 'study.check' | 'study.draft'> {
  return {
    'study.set'({ study, draft, before }) {
      if (before !== undefined) requireUnchangedStudy(session, before);
      if (!draft) requireSound(study);
      return { changed: saveProjectStudy(session, study), faults: toFaults(checkStudy(study)) };
    },
    'study.get': () => findProjectStudy(session.current().project.db),
    'study.check': ({ study }) => ({ faults: toFaults(faultsOf(study)) }),
    'study.draft': ({ inspection, name }) => draftStudy(inspection, name),
  };
}

function fileOperations(
  session: Session,
): Pick<StudyHandlers, 'study.fromRecipe' | 'study.exportRecipe' | 'study.importCodebook' | 'study.exportCodebook'> {
  return {
    async 'study.fromRecipe'({ path }) {
      // With the library for its format only a recipe needs it.
      const { readRecipe } = await import('../files/recipe/read-recipe.ts');
      const { study, dataFile, dialect, modelFile, adapterFile } = readRecipe(resolve(path));
      return {
        study,
        data: { path: dataFile, dialect: { ...dialect } },
        model: { path: modelFile },
        adapter: adapterFile === null ? null : { path: adapterFile },
      };
    },
    async 'study.exportRecipe'({ path, dataPath, modelPath, overwrite }) {
      const { db } = session.current().project;
      const state = readStudyState(db);
      const file = resolve(path);
      const files = recipeFiles(db, state, { dataPath, modelPath });
      const { recipeText } = await import('../files/recipe/write-recipe.ts');
      writeExport(session, 'recipe-exported', { file, text: recipeText(file, state.study, files), overwrite });
      return { path: file };
    },
    async 'study.importCodebook'({ path }) {
      const { readCodebookFile } = await import('../files/codebook/codebook-file.ts');
      return readCodebookFile(resolve(path));
    },
    async 'study.exportCodebook'({ path, format, overwrite }) {
      const { study } = readStudyState(session.current().project.db);
      const file = resolve(path);
      const { codebookText } = await import('../files/codebook/codebook-file.ts');
      writeExport(session, 'codebook-exported', { file, text: codebookText(study.codebook, format), overwrite });
      return { path: file };
    },
  };
}

/** What helps while a formula or a rule is being written. */
function writingOperations(session: Session): Pick<StudyHandlers, 'study.checkFormula' | 'study.checkRule'> {
  const known = (codebook: Codebook | null): Codebook =>
    codebook ?? readStudyState(session.current().project.db).study.codebook;
  return {
    'study.checkFormula'({ formula, model, cursor, codebook }) {
      const variables = known(codebook);
      const completions = completeFormula(formula, cursor ?? formula.length, variables);
      return { faults: checkFormula(formula, model, variables), completions: toCompletions(completions) };
    },
    'study.checkRule'({ rule, at, codebook }) {
      const variables = known(codebook);
      const when = at === null ? undefined : rule.cases[at.case]?.when;
      const completions =
        when === undefined ? null : completeCondition(when, at?.cursor ?? when.length, rule.action, variables);
      return {
        faults: checkRuleTexts(rule, variables),
        completions: completions === null ? null : toCompletions(completions),
      };
    },
  };
}

/** Writes a file that holds names and wordings but no answers, and notes it. */
function writeExport(
  session: Session,
  action: string,
  { file, text, overwrite }: { readonly file: string; readonly text: string; readonly overwrite: boolean },
): void {
  writeNewFile(file, text, overwrite);
  const { clock, command } = session.dependencies;
  const details = { fileName: basename(file), sha256: hashText(text) };
  const entry = { at: clock().toISOString(), actor: command, action, details };
  writeTransaction(session.current().project.db, ['audit'], (write) => appendAudit(write, entry));
}

function toFaults(faults: ReturnType<typeof faultsOf>): { path: (string | number)[]; message: string }[] {
  return faults.map(({ path, message }) => ({ path: [...path], message }));
}

function toCompletions({ start, end, items }: CompletionList) {
  return { start, end, items: items.map((item) => ({ ...item })) };
}
