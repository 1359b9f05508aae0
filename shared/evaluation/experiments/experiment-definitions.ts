import type { Definition } from '../results.ts';

/** Definitions of what is particular to experiments, by id. */
export const experimentDefinitions: Readonly<Record<string, Definition>> = {
  experiments: {
    title: 'Experiments',
    text: 'Each cell tunes a model as it says, or takes one, simulates the evaluation humans and is held against their answers like the models of the evaluation. All adapters stop at the lowest loss on the whole of pilot-validation. Intervals cover the choice of evaluation humans and the draws of the simulation, not the choice of the pilot or the seed of the adaptation: their spread is that between cells. All cells share the evaluation humans, so intervals that overlap do not show that two cells are alike; the differences below them are paired.',
    citation: 'Defined here',
  },
  'cell-difference': {
    title: 'Difference of two cells',
    text: 'Measure of a cell’s model minus that of the cell it is compared with, on the same evaluation humans: the untuned model of a learning curve, the model that has seen the arm or item, the random pilot or the persona in the prompt of the same seed, the simulation as in the study, otherwise the first cell. In every bootstrap draw both have the same people, so that what they share cancels; distances are taken as they are, since cells share the sampling noise of the humans.',
    citation: 'Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 8 (one sample, two measures)',
  },
  'cell-subgroups': {
    title: 'Subgroups of a cell',
    text: 'Distance over all items without sampling noise of the farthest of all subgroups, which chance makes look farther than it is, and the largest gap between the farthest and the closest group of a variable. Groups of fewer than 10 evaluation humans, and those that would give their size away, take no part.',
    citation: 'As the distance without sampling noise and the gap between subgroups',
  },
  'cell-structures': {
    title: 'Belief structures of a cell',
    text: 'Share of different belief structures among the twins divided by that among the humans (1: as many, below: the twins are more alike than people), with a normal interval, and the joint distance of the structures at half the n without sampling noise. Differences of the ratio between cells take the cells as independent, which makes their intervals too wide; those of the distance are of everybody, noise included.',
    citation: 'As belief structures and joint divergence; delta method',
  },
  'learning-curve': {
    title: 'Learning curve',
    text: 'Models tuned on random pilots of several sizes, drawn from pilot-train and stratified as the split; with one seed a smaller pilot is part of every larger one. Baselines are fitted on the same pilot rows. The squared correlation with the rectification humans at each size, averaged over seeds, gives the points by which the planner splits humans between tuning and rectification.',
    citation: 'Viering & Loog (2023), IEEE Trans. Pattern Anal. Mach. Intell. 45:7799-7819',
  },
  'leave-one-out': {
    title: 'Left out',
    text: 'An arm of a treatment, each in turn, or an item, that the model was not tuned on and is evaluated on, against the study’s own model, which was. A left-out belief is also missing among the earlier answers in the tuning. People in the arm of one treatment keep whatever arm of another they are in. Baselines for an unseen arm are fitted without it; an unseen item has none but even answers.',
    citation: 'Defined here; compare Santurkar et al. (2023), ICML, on questions that a model has not seen',
  },
};

export const experimentDefinitionIds = Object.keys(experimentDefinitions);
