import type { LossPoint } from '../../../shared/contract/adapt.ts';
import { formatCount, formatNumber } from '../../../shared/evaluation/format-number.ts';
import { Table } from '../../ui/table.tsx';
import styles from './adapt.module.css';
import type { LossFrame } from './loss-path.ts';
import { lossFrame, lossPath, lossX, lossY } from './loss-path.ts';

const [width, height] = [560, 240];

/** The loss over the epochs while it is measured; the table behind it is folded. */
export function LossCurve({ losses }: { readonly losses: readonly LossPoint[] }) {
  const frame = lossFrame(losses, width, height);
  if (frame === null) return <p className={styles.soft}>The loss curve will be here after the first step.</p>;
  const train = losses.filter(({ part }) => part === 'pilot-train');
  const validation = losses.filter(({ part }) => part === 'pilot-validation');
  const ends = [labelAt(train, 'pilot, training'), labelAt(validation, 'pilot, validation')].filter(
    (end) => end !== null,
  );
  const alternative = `Loss by epoch. ${ends.map(({ text }) => text).join('; ')}.`;
  return (
    <figure>
      <p className={styles.soft}>Loss per answer, nats</p>
      <svg
        className={styles.curve}
        viewBox={`-44 -20 ${width + 214} ${height + 60}`}
        role="img"
        aria-label={alternative}
      >
        <Axes frame={frame} />
        <path className={styles.train} d={lossPath(frame, train)} />
        <path className={styles.validation} d={lossPath(frame, validation)} />
        {validation.map(({ epoch, loss, step }) => (
          <rect
            key={step}
            className={styles.mark}
            x={lossX(frame, epoch) - 3.5}
            y={lossY(frame, loss) - 3.5}
            width={7}
            height={7}
          />
        ))}
        {ends.map((end, index) => (
          <text
            key={end.text}
            className={styles.label}
            x={lossX(frame, end.epoch) + 10}
            y={lossY(frame, end.loss) + 4 + shift(ends, index)}
          >
            {end.text}
          </text>
        ))}
      </svg>
      <figcaption className={styles.soft}>
        Mean −ln p of the human answer, answer tokens only, by epoch. Squares: respondents that were not trained on,
        measured between epochs. Dashed: respondents that were trained on.
      </figcaption>
      <LossTable validation={validation} />
    </figure>
  );
}

function Axes({ frame }: { readonly frame: LossFrame }) {
  return (
    <>
      {frame.ticks.map((tick) => (
        <g key={tick}>
          <line className={styles.line} x1={0} x2={width} y1={lossY(frame, tick)} y2={lossY(frame, tick)} />
          <text className={styles.tick} x={-8} y={lossY(frame, tick) + 4} textAnchor="end">
            {formatNumber(tick)}
          </text>
        </g>
      ))}
      {Array.from({ length: Math.floor(frame.lastEpoch) + 1 }, (_, epoch) => (
        <text key={epoch} className={styles.tick} x={lossX(frame, epoch)} y={height + 18} textAnchor="middle">
          {formatCount(epoch)}
        </text>
      ))}
      <text className={styles.tick} x={width / 2} y={height + 36} textAnchor="middle">
        epoch
      </text>
    </>
  );
}

function LossTable({ validation }: { readonly validation: readonly LossPoint[] }) {
  return (
    <details className={styles.numbers}>
      <summary>Numbers of the curve</summary>
      <Table
        caption="Loss on pilot-validation"
        rows={validation}
        rowKey={({ step }) => String(step)}
        columns={[
          { key: 'epoch', label: 'Epoch', numeric: true, cell: ({ epoch }) => formatNumber(epoch) },
          { key: 'step', label: 'Step', numeric: true, cell: ({ step }) => formatCount(step) },
          { key: 'loss', label: 'Loss', numeric: true, cell: ({ loss }) => formatNumber(loss) },
        ]}
      />
    </details>
  );
}

interface End {
  readonly epoch: number;
  readonly loss: number;
  readonly text: string;
}

function labelAt(points: readonly LossPoint[], name: string): End | null {
  const last = points.at(-1);
  return last === undefined ? null : { epoch: last.epoch, loss: last.loss, text: `${name} ${formatNumber(last.loss)}` };
}

/** Moves two labels apart that would lie on each other. */
function shift(ends: readonly End[], index: number): number {
  const [own, other] = [ends[index], ends[1 - index]];
  if (own === undefined || other === undefined) return 0;
  const spread = Math.max(...ends.map(({ loss }) => Math.abs(loss)), 1e-9) * 0.05;
  if (Math.abs(own.loss - other.loss) > spread || Math.abs(own.epoch - other.epoch) > 0.5) return 0;
  return own.loss > other.loss || (own.loss === other.loss && index === 0) ? -9 : 9;
}
