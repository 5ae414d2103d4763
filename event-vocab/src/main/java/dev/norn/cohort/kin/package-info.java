/**
 * Families: who is kin of whom by what the registers state, how families are kept on one side of a
 * split, and who has kin on another. Read {@link dev.norn.cohort.kin.Kinship} and {@link
 * dev.norn.cohort.kin.FamilySplit} first.
 */
package dev.norn.cohort.kin;
