package org.vigie.console.api;

import java.util.Optional;
import org.vigie.admin.Admin;
import org.vigie.admin.feedback.FeedbackLog;
import org.vigie.admin.index.NewsQueries;
import org.vigie.admin.operations.OperationsMonitor;
import org.vigie.admin.run.BacktestJobs;
import org.vigie.admin.run.ReplayJobs;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.console.unsubscribe.UnsubscribeKeys;

/// What the API calls.
///
/// @param version of Vigie
/// @param packs the topics that exist
/// @param news articles, stories and alerts
/// @param admin feeds, subscriptions, alerts and deliveries; belongs to the caller
/// @param operations lag, throughput, latency and sizes
/// @param backtests in the background
/// @param replays in the background
/// @param feedback what readers say
/// @param trials empty if this process cannot send any
/// @param unsubscribeKeys empty if mails hold no links
public record ConsoleServices(
    String version,
    TopicPacks packs,
    NewsQueries news,
    Admin admin,
    OperationsMonitor operations,
    BacktestJobs backtests,
    ReplayJobs replays,
    FeedbackLog feedback,
    Optional<ChannelTrials> trials,
    Optional<UnsubscribeKeys> unsubscribeKeys) {}
