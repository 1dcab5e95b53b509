// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.ListeningPoint;
import javax.sip.ObjectInUseException;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipFactory;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.SipStack;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.message.Response;
import org.carillon.sip.container.MessageLog;
import org.carillon.sip.container.StackLog;

/** A SIP stack of its own with listening points on loopback; a subclass says what happens to messages. */
class LoneStack implements SipListener, SIPMessageValve, AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final SipStack made;
    private final SIPTransactionStack stack;
    private final List<ListeningPoint> points = new ArrayList<>();

    /** @param processors the class that makes message processors */
    LoneStack(Class<? extends MessageProcessorFactory> processors, int workers) throws Exception {
        var properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "lone-" + NUMBER.incrementAndGet());
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        var nist = "gov.nist.javax.sip.";
        properties.setProperty(nist + "STACK_LOGGER", StackLog.class.getName());
        properties.setProperty(nist + "SERVER_LOGGER", MessageLog.class.getName());
        properties.setProperty(nist + "REENTRANT_LISTENER", "true");
        properties.setProperty(nist + "THREAD_POOL_SIZE", Integer.toString(workers));
        properties.setProperty(nist + "MESSAGE_PROCESSOR_FACTORY", processors.getName());
        var factory = SipFactory.getInstance();
        factory.setPathName("gov.nist");
        made = factory.createSipStack(properties);
        stack = (SIPTransactionStack) made;
        stack.sipMessageValves.add(this);
    }

    SipStack stack() {
        return made;
    }

    SipProvider listen(InetAddress address, int port, String transport) throws Exception {
        var point = made.createListeningPoint(address.getHostAddress(), port, transport);
        points.add(point);
        var provider = made.createSipProvider(point);
        provider.addSipListener(this);
        return provider;
    }

    /** {@return a port that is free for datagrams and for connections} */
    static int freePort() throws IOException {
        try (var tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress())) {
            return udp.getLocalPort();
        }
    }

    @Override
    public boolean processRequest(SIPRequest request, MessageChannel channel) {
        return true;
    }

    @Override
    public boolean processResponse(Response response, MessageChannel channel) {
        return true;
    }

    @Override
    public void processRequest(RequestEvent event) {}

    @Override
    public void processResponse(ResponseEvent event) {}

    @Override
    public void processTimeout(TimeoutEvent event) {}

    @Override
    public void processIOException(IOExceptionEvent event) {}

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}

    @Override
    public void init(SipStack sipStack) {}

    @Override
    public void destroy() {}

    /** Closes the ports; the rest of a stack is a daemon thread or two, whose end the stack would wait a second for. */
    @Override
    public void close() {
        for (var point : points) {
            try {
                made.deleteListeningPoint(point);
            } catch (ObjectInUseException e) {
                throw new IllegalStateException(e);
            }
        }
        if (stack.getMessageProcessorFactory() instanceof LaneMessageProcessorFactory lanes) {
            lanes.stop();
        }
    }
}
