/**
 * What happens to a life event on its way to a prediction, one class per step: {@link
 * dev.norn.streaming.operator.DecodeFunction}, {@link
 * dev.norn.streaming.operator.LiveHistoryFunction}, {@link
 * dev.norn.streaming.operator.EncodeOperator}.
 */
package dev.norn.streaming.operator;
