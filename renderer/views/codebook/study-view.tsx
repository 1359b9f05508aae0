import { formatCount } from '../../../shared/evaluation/format-number.ts';
import { roles } from '../../../shared/domain/codebook.ts';
import { studyExplanation } from '../../../shared/messages/screen-messages.ts';
import { Checkbox } from '../../ui/choice-group.tsx';
import { DraftField } from '../../ui/draft-field.tsx';
import { Facts, OptionsPane, Workspace } from '../../ui/pane.tsx';
import type { CodebookPartProps } from './codebook-part.ts';
import { CodebookTabs } from './codebook-tabs.tsx';
import styles from './codebook.module.css';
import { EditActions } from './edit-actions.tsx';

/** What the study is called, and what has to be said with every result. */
export function StudyView(props: CodebookPartProps) {
  const { study, edit } = props.editor;
  const { title, notice, synthetic, codebook } = study;
  return (
    <Workspace
      options={
        <OptionsPane title="Study" actions={<EditActions editor={props.editor} />}>
          <DraftField
            label="Title"
            rows={2}
            value={title}
            onCommit={(text) => edit({ ...study, title: text === '' ? title : text })}
          />
          <DraftField
            label="Notice shown with every result"
            rows={3}
            value={notice}
            onCommit={(text) => edit({ ...study, notice: text })}
          />
          <Checkbox
            isSelected={synthetic}
            description="The data were not given by people. Every screen and report says so."
            onChange={(isOn) => edit({ ...study, synthetic: isOn })}
          >
            Synthetic data
          </Checkbox>
        </OptionsPane>
      }
    >
      <CodebookTabs {...props}>
        <div className={styles.part}>
          <p className={styles.soft}>{studyExplanation()}</p>
          <Facts
            facts={roles.map((role) => {
              const own = codebook.variables.filter((variable) => variable.role === role);
              const names = own.map(({ label }) => label).join(', ');
              return [role, own.length === 0 ? '' : `${formatCount(own.length)}: ${names}`] as const;
            })}
          />
        </div>
      </CodebookTabs>
    </Workspace>
  );
}
